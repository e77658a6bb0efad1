import type { Database } from "bun:sqlite";
import { type ImageRow, listConversationImages, listMessages } from "#server/db/messages.ts";
import { readImage } from "#server/images.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import { buildContext, estimateTokens, type Turn } from "./build-context.ts";
import type { Tutor } from "./choose-tutor.ts";

type Input = { conversationId: string; messageId: string; prior?: string; system: string; tutor: Tutor };

/** What the model is told of the conversation, up to the learner's message that it is to answer. */
export async function readHistory(db: Database, dataDir: string, input: Input): Promise<LLMMessage[]> {
  const rows = listMessages(db, input.conversationId);
  const pictures = listConversationImages(db, input.conversationId);
  const turns = rows
    .slice(0, rows.findIndex(({ id }) => id === input.messageId) + 1)
    .map(({ id, role, text }): Turn => {
      return { role: role === "tutor" ? "assistant" : "user", content: text, pictures: pictures.get(id) ?? [] };
    });
  const { contextTokens, maxTokens } = input.tutor;
  const budget = contextTokens - maxTokens - estimateTokens({ content: input.system, pictures: [] });
  const rest = input.prior === undefined ? [] : continuation(input.prior);
  const left = budget - rest.reduce((sum, { content }) => sum + estimateTokens({ content, pictures: [] }), 0);
  const kept = buildContext(turns, left).map((turn) => toMessage(dataDir, turn));
  return [...(await Promise.all(kept)), ...rest];
}

/** As much of a long answer as shows where it stopped. In UTF-16 units. */
const longestPrior = 1_500;

/** Newer models refuse to have the beginning of their answer given, so its continuation is asked for. */
function continuation(prior: string): LLMMessage[] {
  const goOn = "Your answer broke off. Go on exactly where it stopped, without repeating anything.";
  return [
    { role: "assistant", content: prior.slice(-longestPrior) },
    { role: "user", content: goOn },
  ];
}

/** A picture whose file is gone is said to be missing: the conversation goes on without it. */
async function toMessage(dataDir: string, { role, content, pictures }: Turn): Promise<LLMMessage> {
  const read = async ({ id }: ImageRow) => readImage(dataDir, id).catch(() => null);
  const images = (await Promise.all(pictures.map(read))).filter((image) => image !== null);
  const note = images.length < pictures.length ? "(a picture that was here is missing)" : "";
  const text = [content, note].filter((part) => part !== "").join("\n");
  return { role, content: text, ...(images.length > 0 && { images }) };
}
