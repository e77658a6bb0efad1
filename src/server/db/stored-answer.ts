import type { Database } from "bun:sqlite";
import { z } from "zod";
import { type Answer, answerSchema, noticeSchema, outcomeSchema } from "#shared/answer.ts";
import { emptyAnswer, generationEventSchema } from "#shared/generation.ts";
import { parseJson } from "#shared/parse-json.ts";
import { defaultSettings } from "#shared/settings.ts";
import { listCardContents } from "./cards.ts";
import { type GenerationRow, listEvents } from "./generations.ts";

/**
 * The saved answer with its cards; null while it runs. A value that this version does not know (a damaged row, or one from a newer
 * version) does not hide the rest: the answer then has the notice `unreadable`, and shows its raw text if its blocks cannot be
 * read.
 */
export function getAnswer(db: Database, row: GenerationRow): Answer | null {
  if (row.outcome === null) return null;
  const saved = withCards(db, row);
  const { data } = answerSchema.safeParse(saved);
  return data ?? readValidFields(db, row, saved);
}

const withBlocks = z.looseObject({ blocks: z.array(z.looseObject({ type: z.string(), id: z.string().optional() })) });

function withCards(db: Database, { id, answer }: GenerationRow): unknown {
  const saved = parseJson(answer ?? "");
  const { data } = withBlocks.safeParse(saved);
  if (!data?.blocks.some(({ type }) => type === "card")) return saved;
  const contents = listCardContents(db, id);
  const blocks = data.blocks.map((block) =>
    block.type === "card" ? { ...block, card: parseJson(contents.get(block.id ?? "") ?? "") } : block,
  );
  return { ...data, blocks };
}

function readValidFields(db: Database, row: GenerationRow, saved: unknown): Answer {
  const { shape } = answerSchema;
  const text = z.looseObject({ text: z.string() }).safeParse(saved).data?.text ?? readRawText(db, row.id);
  const base: Answer = {
    ...emptyAnswer(defaultSettings.learningLanguage),
    generationId: row.id,
    text,
    blocks: text === "" ? [] : [{ type: "text", text }],
    outcome: outcomeSchema.catch("interrupted").parse(row.outcome),
  };
  const answer = z
    .object({
      generationId: shape.generationId.catch(base.generationId),
      language: shape.language.catch(base.language),
      text: shape.text.catch(base.text),
      blocks: shape.blocks.catch(base.blocks),
      nextCard: shape.nextCard.catch(base.nextCard),
      line: shape.line.catch(base.line),
      responder: shape.responder.catch(null),
      phase: shape.phase.catch(null),
      phaseSince: shape.phaseSince.catch(0),
      outcome: shape.outcome.catch(base.outcome),
      error: shape.error.catch(null),
      usage: shape.usage.catch(null),
      notices: z.array(noticeSchema.nullable().catch(null)).catch([]),
      texts: shape.texts.catch(null),
    })
    .catch(base)
    .parse(saved);
  const notices = answer.notices.filter((notice) => notice !== null);
  return { ...answer, notices: [...notices, { code: "unreadable" }] };
}

/** The model's text, read from the log. */
function readRawText(db: Database, id: string): string {
  return listEvents(db, id, 0, -1)
    .map(({ event }) => generationEventSchema.safeParse(parseJson(event)).data)
    .map((event) => (event?.type === "text" ? event.text : ""))
    .join("");
}
