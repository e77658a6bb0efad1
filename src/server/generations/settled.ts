import type { Answer } from "#shared/answer.ts";
import { generationEventSchema } from "#shared/generation.ts";
import { parseJson } from "#shared/parse-json.ts";
import type { EventRow } from "#server/db/generations.ts";
import { getSentenceOf } from "#server/db/settled-readings.ts";
import { readLanguage } from "#server/db/stored-language.ts";
import type { Generations } from "./log.ts";

// The logs keep the words as the engine read them, so that a settled reading can be taken back. Settled readings are added when words
// leave the server: in an answer, or in a row of a log.

/** The answer with the readings that the learner settled. */
export function withSettledReadings({ settleWords }: Generations, answer: Answer): Answer {
  const cards = answer.cards.map((each) => {
    const words = settleWords(each.card.language, each.card.text, each.card.words);
    return words === each.card.words ? each : { ...each, card: { ...each.card, words: [...words] } };
  });
  return cards.every((each, index) => each === answer.cards[index]) ? answer : { ...answer, cards };
}

const startOfWords = '{"type":"words"';

/** A row of a log with the readings that the learner settled. Most rows have no words. */
export function settleRow({ db, settleWords }: Generations, row: EventRow): EventRow {
  if (!row.event.startsWith(startOfWords)) return row;
  const event = generationEventSchema.safeParse(parseJson(row.event)).data;
  const sentence = event?.type === "words" ? getSentenceOf(db, event.cardId) : null;
  if (event?.type !== "words" || !sentence) return row;
  const words = settleWords(readLanguage(db, sentence.language), sentence.text, event.words);
  return words === event.words ? row : { ...row, event: JSON.stringify({ ...event, words }) };
}
