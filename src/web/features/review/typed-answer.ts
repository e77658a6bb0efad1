import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { Comparison, Expected } from "#shared/review/compare-answer.ts";
import type { ReviewCard } from "#shared/review/review.ts";

/** What the learner typed, and how it compares with the word. */
export type Answered = { text: string; comparison: Comparison };

/** Whether the answer can be compared. Meanings cannot, and a word that is written as it is read has no reading to ask for. */
export function hasTypedAnswer({ type, word }: ReviewCard): boolean {
  if (type === "recognise") return word.reading !== "" && word.reading !== word.lemma;
  return type === "cloze" || type === "produce" || type === "correction";
}

/** What may be typed. `words`: the engine's words of the card's sentence, which have the reading of the inflected word. */
export function expectedOf({ type, word, context }: ReviewCard, words: readonly Word[]): Expected {
  if (type === "correction") return { written: [word.lemma], readings: [], isSentence: true };
  const surface = context && context.sentence.slice(context.start, context.end);
  const inside = context ? words.filter(({ start, end }) => start >= context.start && end <= context.end) : [];
  const parts = inside.map((each) => ({ gap: "", reading: each.reading || each.surface }));
  const readings = [word.reading, parts.length > 0 ? languages[word.language].joinReadings(parts) : ""];
  // "How is it read?" is not answered by the word as it is written
  if (type === "recognise") return { written: [], readings };
  return { written: surface && type === "cloze" ? [surface, word.lemma] : [word.lemma, surface ?? ""], readings };
}
