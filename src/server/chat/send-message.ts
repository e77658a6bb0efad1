import type { Database } from "bun:sqlite";
import { emptyAnswer } from "#shared/generation.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";
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
import { startGeneration } from "#server/generations/start.ts";
import type { Analyser } from "#server/languages/types.ts";
import { answer } from "./answer.ts";
import type { Tutor } from "./choose-tutor.ts";
import { readHistory } from "./read-history.ts";
import { firstWords, type Titles } from "./titles.ts";

export type ChatDeps = {
  generations: Generations;
  analyser: Analyser;
  titles: Titles;
  tutor: Tutor | AppError;
  settings: Settings;
  dataDir: string;
};
export type SendInput = {
  conversationId?: string | undefined;
  text: string;
  images: ImageRow[];
  language: LearningLanguage;
  key?: string | undefined;
};
export type Sent = { generationId: string; conversationId: string; messageId: string };

/** Longer texts are not one sentence; the model's cards take them apart piece by piece. In UTF-16 units. */
const maxSentence = 300;

/** Saves the learner's message and starts the answer. Returns at once: the answer belongs to the server, not to this request. */
export function sendMessage(deps: ChatDeps, input: SendInput): Sent {
  const { generations } = deps;
  const { db } = generations;
  const sent = input.key === undefined ? null : findSent(db, input.key);
  if (sent) return sent;

  const { text, images, language, key } = input;
  // the dictionary is loaded while the disk writes, each takes its time
  if (sentenceOf(text, language)) deps.analyser.analyse(text, language).catch(() => {});
  const now = Date.now();
  const ids = {
    conversationId: input.conversationId ?? crypto.randomUUID(),
    messageId: crypto.randomUUID(),
    replyId: crypto.randomUUID(),
    generationId: crypto.randomUUID(),
  };
  const turn = { conversationId: ids.conversationId, language, createdAt: now };
  durably(db, () => {
    if (input.conversationId === undefined) {
      insertConversation(db, ids.conversationId, language, now);
      if (text.trim() !== "") setTitle(db, ids.conversationId, firstWords(text), "text");
    } else if (!getConversation(db, ids.conversationId))
      throw new AppError("not_found", "There is no such conversation.");
    else if (getOpenGeneration(db, ids.conversationId))
      throw new AppError("busy", "The tutor is still answering here.");
    else touchConversation(db, ids.conversationId, language, now);
    insertMessage(db, { ...turn, id: ids.messageId, role: "learner", text, key });
    images.forEach((image, position) => insertImage(db, ids.messageId, position, image));
    insertMessage(db, { ...turn, id: ids.replyId, role: "tutor", text: "" });
    insertGeneration(db, { id: ids.generationId, kind: "chat", messageId: ids.replyId, now });
  });
  startAnswer(deps, { ...ids, language, text });
  return { generationId: ids.generationId, conversationId: ids.conversationId, messageId: ids.messageId };
}

type StartInput = {
  generationId: string;
  conversationId: string;
  /** The learner's message, and the tutor's that answers it. */
  messageId: string;
  replyId: string;
  language: LearningLanguage;
  text: string;
  prior?: string;
};

/** Runs the answer to a stored message; its generation is open already. */
function startAnswer({ generations, analyser, titles, tutor, settings, dataDir }: ChatDeps, input: StartInput) {
  const { language, text, conversationId, messageId, replyId } = input;
  const host = tutor instanceof AppError ? null : tutor.provider.host;
  const running = createRunning(input.generationId, { messageId: replyId, host, language });
  running.answer = { ...emptyAnswer(language), phase: "waiting", phaseSince: Date.now() };
  startGeneration(generations, running, async (emit, signal) => {
    const explanationLanguage = settings.explanationLanguage ?? settings.interfaceLanguage ?? "en";
    const system = buildSystemPrompt({ language, explanationLanguage });
    const messages =
      tutor instanceof AppError ? [] : await readHistory(generations.db, dataDir, { ...input, system, tutor });
    const sentence = sentenceOf(text, language);
    const prior = input.prior === undefined ? {} : { prior: input.prior };
    const task = { tutor, language, system, messages, sentence, conversationId, messageId, ...prior };
    return answer(analyser, task, emit, signal);
  });
  // after the answer, never before it; and whether or not a page is there to ask
  void running.closed.promise.then(() => titles.titleOf(conversationId));
}

/** What is taken apart at once: a text in the learning language that is short enough to be one. */
const sentenceOf = (text: string, language: LearningLanguage): string | null =>
  text.length <= maxSentence && isWrittenIn(text, language) ? text.trim() : null;

/** A message that was sent before with the same key: the client asks again because it did not hear the answer. */
function findSent(db: Database, key: string): Sent | null {
  const message = getMessageByKey(db, key);
  const reply = message && getReply(db, message);
  const generation = reply && getNewestGeneration(db, reply.id);
  if (!generation) return null;
  return { generationId: generation.id, conversationId: message.conversationId, messageId: message.id };
}

/** Makes the answer to a message anew, or goes on where it broke off. The answers before it stay in the database. */
export function retryMessage(deps: ChatDeps, reply: MessageRow, learner: MessageRow, mode: "retry" | "continue"): Sent {
  const { db } = deps.generations;
  const { conversationId, language } = reply;
  const generationId = crypto.randomUUID();
  const now = Date.now();
  durably(db, () => {
    if (getOpenGeneration(db, conversationId)) throw new AppError("busy", "The tutor is still answering here.");
    insertGeneration(db, { id: generationId, kind: "chat", messageId: reply.id, now });
    touchConversation(db, conversationId, language, now);
  });
  const ids = { generationId, conversationId, messageId: learner.id };
  const prior = mode === "continue" && reply.text !== "" ? { prior: reply.text } : {};
  startAnswer(deps, { ...ids, replyId: reply.id, language, text: learner.text, ...prior });
  return ids;
}
