import type { Answer } from "./answer.ts";

/** The answer is its cards, and its text only says the same in words. */
export const isMadeOfCards = ({ task }: Pick<Answer, "task">): boolean => task === "explain" || task === "read-picture";
