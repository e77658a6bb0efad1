/** A message that a learner may type, with the exact answer of a good tutor. */
export type Lesson = {
  ask: string;
  /** The answer to a title request. */
  title: string;
  answer: string;
  /** A wrong reading. Small models make them, so one lesson per language has one to show how the app marks it. */
  misread?: { surface: string; reading: string };
  /** A word without a row, because small models also leave words out. */
  skipped?: string;
};
