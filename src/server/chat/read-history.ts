import type { Database } from "bun:sqlite";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { Question, ToQuestion } from "#server/answers/ask-model.ts";
import { listConversationImages, listMessages } from "#server/db/messages.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { photoTokens, type Reader } from "#server/pictures/views.ts";
import { buildContext, type Context, type Turn } from "./build-context.ts";
import { type LiveResponder, toReader } from "#server/models/resolve.ts";

type Input = { conversationId: string; messageId: string; prior?: string; system: string };

/** Builds the request: the conversation up to the learner's message that the model answers, within `room` tokens. */
export async function readHistory(
  db: Database,
  pictures: Pictures,
  { conversationId, messageId, prior, system }: Input,
  { responder, room, arePicturesSmall }: Parameters<ToQuestion>[0],
): Promise<Question> {
  const all = listTurns(db, conversationId);
  const turns = all.slice(0, all.findIndex(({ id }) => id === messageId) + 1);
  const rest = prior === undefined ? [] : continuation(prior);
  const fixed = [system, ...rest.map(({ content }) => content)].reduce((sum, text) => sum + estimateTokens(text), 0);
  const context = fitTurns(turns, room - fixed, responder);
  const reader = { ...toReader(responder), arePicturesSmall };
  const messages = await Promise.all(context.turns.map((turn) => toMessage(pictures, reader, turn)));
  const { leftOutTurns, leftOutPictures } = context;
  // true for a continuation too, although its last message has no picture
  const hasPicture = (messages.at(-1)?.images ?? []).length > 0;
  const question = { system, hasPicture, messages: [...messages, ...rest], options: { conversation: true } };
  return { ...question, tokens: context.tokens + fixed, leftOutTurns, leftOutPictures };
}

/** The conversation with the roles of the model APIs. */
export function listTurns(db: Database, conversationId: string): (Turn & { id: string })[] {
  const pictures = listConversationImages(db, conversationId);
  return listMessages(db, conversationId).map(({ id, role, text }) => {
    return { id, role: role === "tutor" ? "assistant" : "user", content: text, pictures: pictures.get(id) ?? [] };
  });
}

export const fitTurns = (
  turns: readonly Turn[],
  room: number,
  responder: Pick<LiveResponder, "type" | "chat">,
): Context =>
  buildContext(
    turns,
    room,
    (picture) => photoTokens(toReader(responder), picture),
    responder.chat.info?.vision === false,
  );

/** How much of the end of a long answer is sent: enough to see where it stopped. In UTF-16 units. */
const longestPrior = 1_500;

/** Newer models refuse a request that ends with an assistant turn (a prefill), so a user message asks them to continue. */
function continuation(prior: string): LLMMessage[] {
  const instruction = "Your answer broke off. Go on exactly where it stopped, without repeating anything.";
  return [
    { role: "assistant", content: prior.slice(-longestPrior) },
    { role: "user", content: instruction },
  ];
}

/** Replaces a picture whose file is missing by a note, so that the conversation can continue. */
async function toMessage(store: Pictures, reader: Reader, { role, content, pictures }: Turn): Promise<LLMMessage> {
  const images = (await store.readPhotos(reader, pictures)).filter((image) => image !== null);
  const note = images.length < pictures.length ? "(a picture that was here is missing)" : "";
  const text = [content, note].filter((part) => part !== "").join("\n");
  return { role, content: text, ...(images.length > 0 && { images }) };
}
