import type { Database } from "bun:sqlite";
import { beginType, listCards, newCard, saveCard } from "#server/db/review-cards.ts";
import { durably } from "#server/db/open.ts";
import { getWord } from "#server/db/words.ts";
import type { SavedWord } from "#shared/words/words.ts";
import { type ReviewSettings, typesOf } from "./learner.ts";

type Chosen = Pick<ReviewSettings, "reviewTypes">;

/** Adds the card of the next type, if all cards of the word are learned. Without a sentence there is no gap to fill, and without a meaning nothing to say. */
export function beginNextType(db: Database, wordId: string, settings: Chosen) {
  const word = getWord(db, wordId);
  const cards = listCards(db, wordId);
  if (word?.kind !== "word" || cards.some(({ state, suspended }) => state !== "review" && !suspended)) return;
  const next = ofWords(settings).find(
    (type) =>
      !cards.some((card) => card.type === type) &&
      (type !== "cloze" || word.contexts > 0) &&
      (type !== "produce" || hasMeaning(word)),
  );
  if (next) saveCard(db, newCard(wordId, next));
}

const hasMeaning = (word: SavedWord) => (word.meaning ?? word.dictionaryMeaning) !== null;

const ofWords = (settings: Chosen) => typesOf(settings).filter((type) => type !== "sentence" && type !== "correction");

/** The learner chose other ways to ask: all words that are ready for the next one begin it. */
export function beginTypes(db: Database, settings: Chosen) {
  durably(db, () => {
    for (const type of ofWords(settings)) beginType(db, type);
  });
}
