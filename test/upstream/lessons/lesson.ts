/** A message that a learner may type, with prepared answers to it. */
export type Lesson = {
  ask: string;
  title: string;
  /** How the learner's sentence should be. Absent if it is right. */
  corrected?: string;
  /** The answer to the message: a reply, or the explanation of a question or of a single word. */
  answer: string;
};

/** A sentence with its explanation in one explanation language. */
export type Explained = {
  sentence: string;
  /** A BCP 47 tag, as in `interfaceLanguages`. */
  explanationLanguage: string;
  translation: string;
  /** In the order of the sentence. A word that occurs twice can be there twice. */
  meanings: readonly Meaning[];
  joins: readonly { surfaces: readonly string[]; meaning: string }[];
  note: string;
};

export type Meaning = {
  surface: string;
  meaning: string;
  /** A reading that nobody asked for, and a wrong one. Small models make such mistakes, so one sentence of each language has one. */
  claim?: string;
  /** The first answer leaves it out, as small models do. */
  isLate: boolean;
};
