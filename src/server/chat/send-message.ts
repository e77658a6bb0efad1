import type { Database } from "bun:sqlite";
import type { Responder } from "#shared/responder.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { buildSystemPrompt } from "#server/breakdown/prompt.ts";
import { getConversation, insertConversation, setTitle, touchConversation } from "#server/db/conversations.ts";
import { getNewestGeneration, getOpenGeneration, insertGeneration } from "#server/db/generations.ts";
import {
  getMessageByKey,
  getReply,
  type ImageRow,
  insertImage,
  insertMessage,
  type MessageRow,
} from "#server/db/messages.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { createRunning, type Generations } from "#server/generations/log.ts";
import { settleGeneration } from "#server/generations/reap.ts";
import { startGeneration } from "#server/generations/start.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { answer, type Sentence } from "./answer.ts";
import type { ToQuestion } from "./ask-model.ts";
import type { LiveResponder } from "#server/models/resolve.ts";
import { findSentence } from "./find-sentence.ts";
import { readHistory } from "./read-history.ts";
import { firstWords, type Titles } from "./titles.ts";

export type ChatDeps = {
  generations: Generations;
  analyser: Analyser;
  titles: Titles;
  responder: LiveResponder | AppError;
  /** Who may answer instead of the responder; asked for only when it comes to that. */
  fallbacks: () => LiveResponder[];
  /** BCP 47: what meanings and explanations are written in. */
  explanationLanguage: string;
  pictures: Pictures;
};
export type SendInput = {
  conversationId?: string | undefined;
  text: string;
  images: ImageRow[];
  language: LearningLanguage;
  key?: string | undefined;
};
export type Sent = { generationId: string; conversationId: string; messageId: string };

/** Saves the learner's message and starts the answer. Returns at once: the answer belongs to the server, not to this request. */
export function sendMessage(deps: ChatDeps, input: SendInput): Sent {
  const { generations } = deps;
  const { db } = generations;
  const sent = findSent(db, input);
  if (sent) return sent;

  const { text, images, language, key } = input;
  const sentence = findSentence(deps.analyser, text, language); // the disk and the dictionary take their time together
  const now = Date.now();
  const ids = {
    conversationId: input.conversationId ?? crypto.randomUUID(),
    messageId: crypto.randomUUID(),
    replyId: crypto.randomUUID(),
    generationId: crypto.randomUUID(),
  };
  if (input.conversationId !== undefined) refuseWhileAnswering(generations, input.conversationId);
  const turn = { conversationId: ids.conversationId, language, createdAt: now };
  durably(db, () => {
    if (input.conversationId === undefined) {
      insertConversation(db, ids.conversationId, language, now);
      if (text.trim() !== "") setTitle(db, ids.conversationId, firstWords(text), "text");
    } else if (!getConversation(db, ids.conversationId))
      throw new AppError("not_found", "There is no such conversation.");
    else touchConversation(db, ids.conversationId, language, now);
    insertMessage(db, { ...turn, id: ids.messageId, role: "learner", text, key });
    images.forEach((image, position) => insertImage(db, ids.messageId, position, image));
    insertMessage(db, { ...turn, id: ids.replyId, role: "tutor", text: "" });
    insertGeneration(db, { id: ids.generationId, kind: "chat", messageId: ids.replyId, now });
  });
  startAnswer(deps, { ...ids, language, sentence });
  return { generationId: ids.generationId, conversationId: ids.conversationId, messageId: ids.messageId };
}

/** One live answer in a conversation. */
function refuseWhileAnswering(generations: Generations, conversationId: string) {
  const open = getOpenGeneration(generations.db, conversationId);
  if (open === null || settleGeneration(generations, open)) return;
  throw new AppError("busy", "The tutor is still answering here.");
}

type StartInput = {
  generationId: string;
  conversationId: string;
  /** The learner's message, and the tutor's that answers it. */
  messageId: string;
  replyId: string;
  language: LearningLanguage;
  sentence: Sentence | null;
  prior?: string;
};

/** Runs the answer to a stored message; its generation is open already. */
function startAnswer(deps: ChatDeps, input: StartInput) {
  const { generations, analyser, titles, responder, fallbacks, explanationLanguage, pictures } = deps;
  const { language, sentence, conversationId, messageId, replyId } = input;
  const host = responder instanceof AppError ? null : responder.provider.host;
  const running = createRunning(input.generationId, { messageId: replyId, host, language });
  startGeneration(generations, running, async (emit, signal) => {
    const system = buildSystemPrompt({ language, explanationLanguage });
    const toQuestion: ToQuestion = (whom) => readHistory(generations.db, pictures, { ...input, system }, whom);
    const onResponder = ({ host }: Responder) => (running.host = host);
    const prior = input.prior === undefined ? {} : { prior: input.prior };
    const onFailure = running.failed.resolve;
    const task = {
      responder,
      fallbacks,
      language,
      toQuestion,
      sentence,
      conversationId,
      messageId,
      onFailure,
      onResponder,
      ...prior,
    };
    return answer(analyser, task, emit, signal);
  });
  // after the answer, never before it; and whether or not a page is there to ask
  running.closed.promise
    .then(() => titles.titleOf(conversationId))
    .catch((error: unknown) => logger.error("no title", { error }));
}

/** The message that was sent with this key: the client asks again because it did not hear the answer. */
export function findSent(db: Database, { key, text }: { key?: string | undefined; text: string }): Sent | null {
  const message = key === undefined ? null : getMessageByKey(db, key);
  if (!message) return null;
  if (message.text !== text) throw new AppError("invalid_request", "key: it belongs to another message");
  const reply = getReply(db, message);
  const generation = reply && getNewestGeneration(db, reply.id);
  if (!generation) return null;
  return { generationId: generation.id, conversationId: message.conversationId, messageId: message.id };
}

/** Makes the answer to a message anew, or goes on where it broke off. The answers before it stay in the database. */
export function retryMessage(deps: ChatDeps, reply: MessageRow, learner: MessageRow, mode: "retry" | "continue"): Sent {
  const { db } = deps.generations;
  const { conversationId, language } = reply;
  refuseWhileAnswering(deps.generations, conversationId);
  const generationId = crypto.randomUUID();
  const now = Date.now();
  durably(db, () => {
    insertGeneration(db, { id: generationId, kind: "chat", messageId: reply.id, now });
    touchConversation(db, conversationId, language, now);
  });
  const ids = { generationId, conversationId, messageId: learner.id };
  const prior = mode === "continue" && reply.text !== "" ? { prior: reply.text } : {};
  const sentence = findSentence(deps.analyser, learner.text, language);
  startAnswer(deps, { ...ids, replyId: reply.id, language, sentence, ...prior });
  return ids;
}
