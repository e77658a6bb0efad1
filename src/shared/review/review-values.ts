/** The ways to ask for a word, in the order in which a word gets them: each one begins when those before it are learned. The learner chooses. */
export const wordTypes = ["recognise", "listen", "cloze", "produce"] as const;
export type WordType = (typeof wordTypes)[number];

/** A saved sentence is read, and a correction is asked for what is right. */
export const reviewTypes = [...wordTypes, "sentence", "correction"] as const;
export type ReviewType = (typeof reviewTypes)[number];

export const gradeNames = ["again", "hard", "good", "easy"] as const;
export type GradeName = (typeof gradeNames)[number];

/** 1 again, 2 hard, 3 good, 4 easy. */
export const grades = [1, 2, 3, 4] as const;
export type Grade = (typeof grades)[number];

/** The next review is in so many minutes, or on a later day. */
export type Interval = { minutes: number } | { days: number };

/** A card whose reviews are this many days apart is known. Anki calls it mature. */
export const matureDays = 21;
