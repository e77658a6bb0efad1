import type { Database } from "bun:sqlite";
import { z } from "zod";
import { type Answer, answerCardSchema, answerSchema, noticeSchema, outcomeSchema } from "#shared/answer.ts";
import { emptyAnswer, generationEventSchema } from "#shared/generation.ts";
import { parseJson } from "#shared/parse-json.ts";
import { defaultSettings } from "#shared/settings.ts";
import { listCardContents } from "./cards.ts";
import { type GenerationRow, listEvents } from "./generations.ts";

/**
 * The saved answer with its cards; null while it runs. A value that this version does not know (a damaged row, or one from a newer
 * version) does not hide the rest: the answer then has the notice `unreadable`, and lacks the cards that cannot be read.
 */
export function getAnswer(db: Database, row: GenerationRow): Answer | null {
  if (row.outcome === null) return null;
  const saved = withCards(db, row);
  const { data } = answerSchema.safeParse(saved);
  return data ?? readValidFields(db, row, saved);
}

const withCardIds = z.looseObject({ cards: z.array(z.looseObject({ id: z.string() })) });

function withCards(db: Database, { id, answer }: GenerationRow): unknown {
  const saved = parseJson(answer ?? "");
  const { data } = withCardIds.safeParse(saved);
  if (!data || data.cards.length === 0) return saved;
  const contents = listCardContents(db, id);
  return { ...data, cards: data.cards.map((card) => ({ ...card, card: parseJson(contents.get(card.id) ?? "") })) };
}

function readValidFields(db: Database, row: GenerationRow, saved: unknown): Answer {
  const { shape } = answerSchema;
  const text = z.looseObject({ text: z.string() }).safeParse(saved).data?.text ?? readText(db, row.id);
  const base: Answer = {
    ...emptyAnswer(defaultSettings.learningLanguage),
    generationId: row.id,
    text,
    outcome: outcomeSchema.catch("interrupted").parse(row.outcome),
  };
  const answer = z
    .object({
      generationId: shape.generationId.catch(base.generationId),
      language: shape.language.catch(base.language),
      text: shape.text.catch(base.text),
      task: shape.task.catch(base.task),
      cards: z.array(answerCardSchema.nullable().catch(null)).catch([]),
      correction: shape.correction.catch(null),
      responder: shape.responder.catch(null),
      phase: shape.phase.catch(null),
      phaseSince: shape.phaseSince.catch(0),
      phaseUntil: shape.phaseUntil.catch(null),
      outcome: shape.outcome.catch(base.outcome),
      error: shape.error.catch(null),
      usage: shape.usage.catch(null),
      notices: z.array(noticeSchema.nullable().catch(null)).catch([]),
      texts: shape.texts.catch(null),
    })
    .catch(base)
    .parse(saved);
  const notices = answer.notices.filter((notice) => notice !== null);
  const cards = answer.cards.filter((card) => card !== null);
  return { ...answer, cards, notices: [...notices, { code: "unreadable" }] };
}

/** The text of an answer, read from the log. */
const readText = (db: Database, id: string): string =>
  listParsed(db, id).reduce((text, event) => {
    if (event?.type === "discard") return text.slice(0, -event.length);
    return event?.type === "text" ? text + event.text : text;
  }, "");

/** What the model wrote, unchanged, where it differs from the text of the answer. */
export const readRaw = (db: Database, id: string): string =>
  listParsed(db, id)
    .map((event) => (event?.type === "raw" ? event.text : ""))
    .join("");

const listParsed = (db: Database, id: string) =>
  listEvents(db, id, 0, -1).map(({ event }) => generationEventSchema.safeParse(parseJson(event)).data);
