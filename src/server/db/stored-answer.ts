import type { Database } from "bun:sqlite";
import { type Answer, outcomeSchema } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import { type GenerationEvent, generationEventSchema } from "#shared/generation.ts";
import { parseJson } from "#shared/parse-json.ts";
import { defaultSettings } from "#shared/default-settings.ts";
import { type CardRow, getCardRow, listCompletingGenerations } from "./cards.ts";
import { type GenerationRow, getGeneration, listEvents, listGenerations } from "./generations.ts";
import { unpackEvents } from "./packed-log.ts";

/**
 * The answer that has ended; null while it runs. Its log is the only form in which it is stored. An event that this version does not know (a
 * damaged row, or one from a newer version) does not hide the others: the answer then has the notice `unreadable`, and always its text.
 */
export function getAnswer(row: GenerationRow): Answer | null {
  if (row.outcome === null) return null;
  const values = (row.log && unpackEvents(row.id, row.log, row.text ?? "")) ?? [];
  const events = values.map((value) => generationEventSchema.safeParse(value).data ?? null);
  const known = events.filter((event) => event !== null);
  const folded = known.reduce(applyGenerationEvent, emptyAnswer(defaultSettings.learningLanguage));
  if (folded.outcome !== null && known.length > 0 && !events.includes(null)) return folded;
  return {
    ...folded,
    generationId: row.id,
    text: row.text ?? folded.text,
    phase: null,
    phaseUntil: null,
    outcome: outcomeSchema.catch("interrupted").parse(row.outcome),
    notices: [...folded.notices, { code: "unreadable" }],
  };
}

const readEvent = (event: string): GenerationEvent | null =>
  generationEventSchema.safeParse(parseJson(event)).data ?? null;

/** The model's raw output if it differs from the text of the answer, and the model's thoughts. */
export function readRaw(db: Database, id: string): { text: string; thoughts: string } {
  const events = listEvents(db, id, 0, -1).map(({ event }) => readEvent(event));
  const textOf = (type: "raw" | "thought") => events.map((event) => (event?.type === type ? event.text : "")).join("");
  return { text: textOf("raw"), thoughts: textOf("thought") };
}

/** A card as far as its answer has been written, and where it is stored. */
export type StoredCard = CardRow & { card: Card };

/**
 * Returns a function that finds a card by its id; it returns null if the card does not exist or cannot be read. It reads each answer once, because a request can
 * name all cards of a long text. For one request only: it does not see what is written later.
 */
export function createCardFinder(db: Database): (id: string) => StoredCard | null {
  const answers = new Map<string, ReadonlyMap<string, Card>>();
  const cardsOf = (generationId: string) => {
    const cards = answers.get(generationId) ?? new Map(readCards(db, generationId).map(({ id, card }) => [id, card]));
    answers.set(generationId, cards);
    return cards;
  };
  return (id) => {
    const row = getCardRow(db, id);
    const card = row && cardsOf(row.generationId).get(id);
    return card ? { ...row, card } : null;
  };
}

/** A card that completes another. `isClosed`: the model's part of it has ended; otherwise its generation ended before. */
export type Completion = { card: Card; isClosed: boolean };

/** The cards that complete cards of these answers, by the id of the completed card. The newest one wins. */
export function listCompletions(db: Database, answers: readonly string[]): Map<string, Completion> {
  const made = listGenerations(db, listCompletingGenerations(db, answers)).flatMap(
    (row) => getAnswer(row)?.cards ?? [],
  );
  return new Map(
    made.flatMap(({ card, state }): [string, Completion][] =>
      card.completes === undefined ? [] : [[card.completes, { card, isClosed: state === "closed" }]],
    ),
  );
}

function readCards(db: Database, generationId: string): Answer["cards"] {
  const row = getGeneration(db, generationId);
  const ended = row && getAnswer(row);
  if (ended) return ended.cards;
  const events = listEvents(db, generationId, 0, -1).map(({ event }) => readEvent(event));
  const known = events.filter((event) => event !== null);
  return known.reduce(applyGenerationEvent, emptyAnswer(defaultSettings.learningLanguage)).cards;
}
