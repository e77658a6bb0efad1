import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Verb } from "#shared/verbs.ts";
import { insertGeneration } from "#server/db/generations.ts";
import { insertMessage } from "#server/db/messages.ts";
import { newId } from "#server/db/new-id.ts";

type TurnIds = { conversationId: string; messageId: string; replyId: string; generationId: string };
export const newTurnIds = (conversationId: string): TurnIds => ({
  conversationId,
  messageId: newId(),
  replyId: newId(),
  generationId: newId(),
});

type StoredTurn = {
  text: string;
  language: LearningLanguage;
  key?: string | undefined;
  /** The message whose pictures it has, if they are not its own. */
  picturesOf?: string;
  verb: Verb;
  explanationLanguage: string;
  now: number;
};

/** Appends the learner's message, the tutor's message that will answer it, and the generation of the answer. Runs in the caller's transaction. */
export function storeTurn(db: Database, ids: TurnIds, turn: StoredTurn) {
  const { conversationId, messageId, replyId, generationId } = ids;
  const { text, language, key, picturesOf, verb, explanationLanguage, now } = turn;
  const stored = { conversationId, language, createdAt: now };
  const own = { ...stored, id: messageId, role: "learner" as const, text, key };
  insertMessage(db, { ...own, ...(picturesOf !== undefined && { picturesOf }) });
  insertMessage(db, { ...stored, id: replyId, role: "tutor", text: "" });
  const appearance = { kind: "message" as const, ref: messageId };
  insertGeneration(db, { id: generationId, task: verb, messageId: replyId, appearance, explanationLanguage, now });
}
