import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Analyser } from "#server/languages/types.ts";
import type { Sentence } from "./answer.ts";

/** Longer texts are not one sentence; the model's cards take them apart piece by piece. In UTF-16 units. */
const maxSentence = 300;

/** What is taken apart at once: a text in the learning language that is short enough to be one sentence. */
export function findSentence(analyser: Analyser, text: string, language: LearningLanguage): Sentence | null {
  const sentence = text.trim();
  if (sentence.length > maxSentence || !isWrittenIn(sentence, language)) return null;
  const words = analyser.analyse(sentence, language);
  words.catch(() => {}); // reported where they are used, if they are
  return { text: sentence, words };
}
