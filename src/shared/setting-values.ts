/** How far the learner is in a language: beginner, lower intermediate, intermediate, upper intermediate. */
export const levels = ["beginner", "lower", "middle", "upper"] as const;
export type Level = (typeof levels)[number];

export const themes = ["system", "light", "dark"] as const;
