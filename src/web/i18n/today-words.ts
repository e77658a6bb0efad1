import type { TutorState } from "#shared/tutor/tutor.ts";
import type { TutorStrings } from "./en/tutor.ts";

/** What was learned today, in words. Leaves out what did not happen. */
export const todayWords = (t: TutorStrings["today"], today: TutorState["today"]): string[] =>
  (
    [
      [t.met, today.metCount],
      [t.corrected, today.corrected],
      [t.saved, today.saved],
      [t.reviewed, today.reviewed],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([words, count]) => words(count));

/** How long a card takes, for an estimate in whole minutes. */
const secondsPerCard = 10;

/** `Review 30 cards (about 5 minutes)` */
export const reviewWords = (t: TutorStrings["today"], left: number): string =>
  t.review(left, Math.ceil((left * secondsPerCard) / 60));
