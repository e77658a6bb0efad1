/** What a learner may type, and what a good tutor answers, word for word. */
export type Lesson = {
  ask: string;
  /** For the request of a title. */
  title: string;
  answer: string;
  /** Small models misread; one lesson a language does so on purpose, to show how that looks. */
  misread?: { surface: string; reading: string };
  /** They leave words out, too. */
  skipped?: string;
};
