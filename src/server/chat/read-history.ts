import type { Database } from "bun:sqlite";
import { listImages, listMessages } from "#server/db/messages.ts";
import { readImage } from "#server/images.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import { buildContext, estimateTokens } from "./build-context.ts";
import type { Tutor } from "./choose-tutor.ts";

type Input = { conversationId: string; messageId: string; prior?: string; system: string; tutor: Tutor };

/** What the model is told of the conversation, up to the learner's message that it is to answer. */
export async function readHistory(db: Database, dataDir: string, input: Input): Promise<LLMMessage[]> {
  const rows = listMessages(db, input.conversationId);
  const upTo = rows.slice(0, rows.findIndex(({ id }) => id === input.messageId) + 1);
  const turns = upTo.map(async ({ id, role, text }): Promise<LLMMessage> => {
    if (role === "tutor") return { role: "assistant", content: text };
    const images = await Promise.all(listImages(db, id).map((image) => readImage(dataDir, image.id)));
    return { role: "user", content: text, ...(images.length > 0 && { images }) };
  });
  const { contextTokens, maxTokens } = input.tutor;
  const budget = contextTokens - maxTokens - estimateTokens({ role: "user", content: input.system });
  const kept = buildContext(await Promise.all(turns), budget);
  if (input.prior === undefined) return kept;
  // newer models refuse to have the beginning of their answer given, so it is asked for
  const goOn = "Your answer broke off. Go on exactly where it stopped, without repeating anything.";
  return [...kept, { role: "assistant", content: input.prior }, { role: "user", content: goOn }];
}
