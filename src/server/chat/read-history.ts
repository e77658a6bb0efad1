import type { Database } from "bun:sqlite";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { Question, ToQuestion } from "#server/answers/ask-model.ts";
import { limitFor } from "#server/answers/to-question.ts";
import { getShownGeneration } from "#server/db/generations.ts";
import { listConversationImages, listMessages } from "#server/db/messages.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { photoTokens, type Reader } from "#server/pictures/views.ts";
import { buildContext, type Context, type Turn } from "./build-context.ts";
import { type LiveResponder, toReader } from "#server/models/resolve-provider.ts";

type Input = {
  conversationId: string;
  messageId: string;
  prior?: string;
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
  { conversationId, messageId, prior, system, limit, mostTurns = Number.POSITIVE_INFINITY }: Input,
  { responder, room, arePicturesSmall }: Parameters<ToQuestion>[0],
): Promise<Question> {
  const all = listTurns(db, conversationId);
  const end = all.findIndex(({ id }) => id === messageId) + 1;
  const turns = all.slice(Math.max(0, end - 1 - mostTurns), end);
  const rest = prior === undefined ? [] : continuation(prior);
  const fixed = [system, ...rest.map(({ content }) => content)].reduce((sum, text) => sum + estimateTokens(text), 0);
  const maxTokens = limitFor(responder, limit);
  const context = fitTurns(turns, room - maxTokens - fixed, responder);
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

/** The conversation with the roles of the model APIs. Two answers to one message are one turn: many models refuse two turns of one role. */
export function listTurns(db: Database, conversationId: string): (Turn & { id: string })[] {
  const pictures = listConversationImages(db, conversationId);
  const turns: (Turn & { id: string })[] = [];
  /** A text that only the engine has read so far: what the learner says next is about it. */
  let unexplained = "";
  for (const { id, role, text } of listMessages(db, conversationId)) {
    const own = pictures.get(id) ?? [];
    const last = turns.at(-1);
    if (role === "learner") {
      turns.push({ id, role: "user", content: joinTexts(unexplained, text), pictures: own });
      unexplained = "";
    } else if (last?.role === "assistant") {
      last.content = joinTexts(last.content, text);
      if (text !== "") unexplained = "";
    } else {
      const isRead = text === "" && getShownGeneration(db, id)?.outcome === "complete";
      if (isRead) unexplained = last?.content ?? "";
      turns.push({ id, role: "assistant", content: text, pictures: own });
    }
  }
  return turns;
}

const joinTexts = (...texts: string[]) => texts.filter((text) => text !== "").join("\n\n");

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
