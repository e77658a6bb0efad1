import type { Word } from "#shared/card.ts";
import { findBetterLanguage } from "#shared/languages/better-language.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Analyser } from "#server/languages/types.ts";

/** The learner's own sentence. Its words are looked up while the message is stored. */
export type Sentence = { text: string; words: Promise<Word[]> };

/** A longer text is more than one sentence, and the model makes several cards of it. In UTF-16 units. */
const maxSentence = 300;

/** What can be said of a message before a model answers. */
export type Found = {
  /** The message as a sentence, if it is in the learning language and short enough to be one. */
  sentence: Sentence | null;
  /** The learning language in which it is written, if it is another one. */
  betterLanguage: LearningLanguage | null;
};

export function findSentence(analyser: Analyser, text: string, language: LearningLanguage): Found {
  const sentence = text.trim();
  const betterLanguage = findBetterLanguage(sentence, language);
  if (sentence.length > maxSentence || !isWrittenIn(sentence, language)) return { sentence: null, betterLanguage };
  const words = analyser.analyse(sentence, language);
  words.catch(() => {}); // the code that awaits `words` reports the error
  return { sentence: { text: sentence, words }, betterLanguage };
}
