import type { Database } from "bun:sqlite";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { Question, ToQuestion } from "#server/answers/ask-model.ts";
import { limitFor } from "#server/answers/to-question.ts";
import { getMessage, type ImageRow } from "#server/db/messages.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { photoTokens, type Reader } from "#server/pictures/views.ts";
import { buildContext, type Context, type Turn } from "./build-context.ts";
import { type LiveResponder, toReader } from "#server/models/resolve-provider.ts";
import { type EndOfConversation, readTurns } from "./read-turns.ts";

type Input = {
  conversationId: string;
  messageId: string;
  /** Turns after the learner's message. */
  rest?: readonly LLMMessage[];
  system: string;
  /** The longest answer, in tokens of shown text. */
  limit: number;
  /** How many turns before the message are sent at most; default: as many as fit. */
  mostTurns?: number;
};

/** Builds the request: the conversation up to the learner's message that the model answers. It and its answer fit into `room` tokens. */
export async function readHistory(
  db: Database,
  pictures: Pictures,
  { conversationId, messageId, rest = [], system, limit, mostTurns }: Input,
  { responder, room, arePicturesSmall }: Parameters<ToQuestion>[0],
): Promise<Question> {
  const fixed = [system, ...rest.map(({ content }) => content)].reduce((sum, text) => sum + estimateTokens(text), 0);
  const maxTokens = limitFor(responder, limit);
  const free = room - maxTokens - fixed;
  const asked = getMessage(db, messageId);
  const wanted = { until: asked?.position ?? 0, room: free, ...(mostTurns !== undefined && { mostTurns }) };
  const context = fitTurns(await readTurns(db, conversationId, wanted), free, responder, mostTurns);
  const reader = { ...toReader(responder), arePicturesSmall };
  const messages = await Promise.all(context.turns.map((turn) => toMessage(pictures, reader, turn)));
  const { leftOutTurns, leftOutPictures } = context;
  // true for a continuation too, although its last message has no picture
  const hasPicture = (messages.at(-1)?.images ?? []).length > 0;
  const question = {
    system,
    hasPicture,
    messages: [...messages, ...rest],
    options: { conversation: true, maxTokens },
  };
  return { ...question, tokens: context.tokens + fixed, leftOutTurns, leftOutPictures };
}

/** The turns that fit into `room` tokens. `mostTurns`: how many before the last one are wanted. */
export function fitTurns(
  { turns, earlierTurns, earlierPictures }: EndOfConversation,
  room: number,
  responder: Pick<LiveResponder, "type" | "chat">,
  mostTurns?: number,
): Context {
  const wanted = mostTurns === undefined ? turns : turns.slice(-1 - mostTurns);
  const sizeOf = (picture: ImageRow) => photoTokens(toReader(responder), picture);
  const context = buildContext(wanted, room, sizeOf, responder.chat.info?.vision === false);
  if (mostTurns !== undefined) return context;
  return {
    ...context,
    leftOutTurns: context.leftOutTurns + earlierTurns,
    leftOutPictures: context.leftOutPictures + earlierPictures,
  };
}

/** Replaces a picture whose file is missing by a note, so that the conversation can continue. */
async function toMessage(store: Pictures, reader: Reader, { role, content, pictures }: Turn): Promise<LLMMessage> {
  const images = (await store.readPhotos(reader, pictures)).filter((image) => image !== null);
  const note = images.length < pictures.length ? "(a picture that was here is missing)" : "";
  const text = [content, note].filter((part) => part !== "").join("\n");
  return { role, content: text, ...(images.length > 0 && { images }) };
}
