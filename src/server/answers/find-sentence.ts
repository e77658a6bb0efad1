import type { Word } from "#shared/card.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Analyser } from "#server/languages/types.ts";

/** The learner's own sentence. Its words are looked up while the message is stored. */
export type Sentence = { text: string; words: Promise<Word[]> };

/** A longer text is more than one sentence, and the model makes several cards of it. In UTF-16 units. */
const maxSentence = 300;

/** The message as a sentence, if it is in the learning language and short enough to be one. */
export function findSentence(analyser: Analyser, text: string, language: LearningLanguage): Sentence | null {
  const sentence = text.trim();
  if (sentence.length > maxSentence || !isWrittenIn(sentence, language)) return null;
  const words = analyser.analyse(sentence, language);
  words.catch(() => {}); // the code that awaits `words` reports the error
  return { text: sentence, words };
}
