import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Responder } from "#shared/responder.ts";
import { toQuestion } from "#server/answers/to-question.ts";
import { getConversation, needsTitle, setTitle } from "#server/db/conversations.ts";
import { getNewestGeneration, getShownGeneration } from "#server/db/generations.ts";
import { getFirstWords, listTold, type MessageRow, type ToldMessage } from "#server/db/messages.ts";
import { getAnswer } from "#server/db/stored-answer.ts";
import { isExpected } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import type { LLMEvent } from "#server/llm/types.ts";
import { logger } from "#server/logger.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";
import { firstWords } from "#server/tasks/title/first-words.ts";
import { askForTitle } from "#server/tasks/title/prompt.ts";
import { isTitleDecided, readTitle } from "#server/tasks/title/read-title.ts";
import { wholeLines } from "#server/tasks/whole-lines.ts";
import { createTitleTurns } from "./title-turns.ts";

export type Titles = {
  /** Makes a title if the conversation has none. Calls at the same time share one request. Null: no such conversation. */
  titleOf(conversationId: string): Promise<string | null>;
  /** Aborts running title requests. Nothing is written afterwards. */
  close(): Promise<void>;
};
type Deps = {
  generations: Generations;
  /** A usable responder of the present settings that goes where the answer of `answered` came from. */
  findResponder: (answered: Responder) => LiveResponder | undefined;
  /** Called when a conversation got its title. */
  onTitled: (conversationId: string) => void;
  /** How long a title waits for a server that is never idle. */
  patienceMs: number;
};

/** How many messages are searched for the answer whose model makes the title. */
const newestMessages = 20;

/**
 * Makes titles while no answer is running. A title is asked for only where an answer of this conversation came from: the learner may
 * have changed the provider since then, and has not agreed to send this conversation to the new one. If no model makes a title, the
 * first words are used, and the next answer of the conversation tries again.
 */
export function createTitles({ generations, findResponder, onTitled, patienceMs }: Deps): Titles {
  const { db } = generations;
  const jobs = new Map<string, Promise<void>>();
  const closing = new AbortController();
  const turns = createTitleTurns(generations, closing.signal, patienceMs);
  /** Models that answered without a title. They are not asked again for this conversation. */
  const useless = new Set<string>();

  async function make(id: string): Promise<void> {
    const first = getFirstWords(db, id);
    if (!first) return;
    const newest = listTold(db, id, newestMessages);
    const answered = wasStopped(newest) ? null : findAnswered(newest);
    const title = answered && (await ask(id, first, answered));
    if (closing.signal.aborted) return;
    if (!title || !setTitle(db, id, title, "tutor")) setTitle(db, id, firstWords(first.text), "text");
  }

  /** Whether the learner stopped the newest answer, or the check of the newest sentence. */
  const wasStopped = (messages: readonly ToldMessage[]) =>
    messages.slice(-2).some(({ id }) => getNewestGeneration(db, id)?.outcome === "stopped");

  function findAnswered(messages: readonly ToldMessage[]): Responder | null {
    const last = messages.findLast(({ role, text }) => role === "tutor" && text !== "");
    const shown = last && getShownGeneration(db, last.id);
    return (shown && getAnswer(shown)?.responder) ?? null;
  }

  async function ask(id: string, { text, language }: MessageRow, answered: Responder): Promise<string | null> {
    try {
      return await turns.take(answered.host, async (signal) => {
        // found now and not before the wait, because the learner may have chosen another model or typed a title
        const responder = findResponder(answered);
        if (!responder || !needsTitle(db, id)) return null;
        const key = `${id} ${responder.title.model}`;
        if (useless.has(key)) return null;
        const title = await readTitleOf(responder, text, language, signal);
        if (title === null) useless.add(key);
        return title;
      });
    } catch (error) {
      logger[isExpected(error) ? "info" : "error"]("title not made", { error });
      return null;
    }
  }

  return {
    async titleOf(id) {
      if (closing.signal.aborted || !getConversation(db, id)) return null;
      if (needsTitle(db, id)) {
        const running = jobs.get(id);
        const job = running ?? make(id).finally(() => jobs.delete(id));
        jobs.set(id, job);
        await job;
        if (!running) onTitled(id);
      }
      const conversation = getConversation(db, id);
      return closing.signal.aborted || !conversation ? null : (conversation.title ?? firstWords(""));
    },
    async close() {
      closing.abort();
      await Promise.all(jobs.values());
    },
  };
}

/** Asks the model, and closes the request as soon as the title is there. Null: the answer has no title. */
async function readTitleOf(
  responder: LiveResponder,
  message: string,
  language: LearningLanguage,
  signal: AbortSignal,
): Promise<string | null> {
  const { provider, title } = responder;
  const { info: _, ...plan } = title;
  const { system, messages, options } = toQuestion(askForTitle(language, message), { ...responder, chat: title });
  let text = "";
  const onEvent = ({ type }: LLMEvent) => {
    if (type === "discard") text = ""; // that text was thought
  };
  const stream = provider.stream({ ...plan, ...options, system, messages, think: false, signal, onEvent });
  for await (const piece of stream) {
    text = (text + piece).normalize("NFC");
    if (isTitleDecided(text, language)) return readTitle(wholeLines(text), language);
  }
  const { finish } = await stream.result;
  return finish === "refusal" ? null : readTitle(finish === "length" ? wholeLines(text) : text, language);
}
