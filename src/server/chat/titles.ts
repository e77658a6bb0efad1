import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Responder } from "#shared/responder.ts";
import { buildTitlePrompt } from "#server/breakdown/prompt.ts";
import { cleanTitle, firstWords } from "#server/breakdown/title.ts";
import { getConversation, needsTitle, setTitle } from "#server/db/conversations.ts";
import { getShownGeneration } from "#server/db/generations.ts";
import { listMessages } from "#server/db/messages.ts";
import { getAnswer } from "#server/db/stored-answer.ts";
import type { Generations } from "#server/generations/log.ts";
import { untilIdle } from "#server/generations/until-idle.ts";
import { logger } from "#server/logger.ts";
import type { LiveResponder } from "#server/models/resolve.ts";

type FindResponder = (answered: Responder) => LiveResponder | undefined;
export type Titles = {
  /**
   * Makes a title if the conversation has none. Calls at the same time share one request. Returns the title; null: no such
   * conversation. `findResponder` finds a usable responder that goes where the answer of `answered` came from.
   */
  titleOf(conversationId: string, findResponder: FindResponder): Promise<string | null>;
  /** Aborts running title requests. Nothing is written afterwards. */
  close(): Promise<void>;
};
type Deps = {
  generations: Generations;
  /** Called when a conversation got its title. */
  onTitled: (conversationId: string) => void;
};

/**
 * Makes titles while no answer is running, because a local server handles one request at a time. A running title request is
 * aborted when an answer starts on the same host, and repeated afterwards. If no model can make a title, the first words are used.
 *
 * A title is asked only from the place that the first shown answer came from. The learner may have changed the provider since then,
 * and has not agreed to send this conversation to the new one. If that place cannot be asked any more, the first words are used.
 */
export function createTitles({ generations, onTitled }: Deps): Titles {
  const { db } = generations;
  const jobs = new Map<string, Promise<void>>();
  const closing = new AbortController();

  async function make(id: string, findResponder: FindResponder) {
    const turns = listMessages(db, id, 2);
    const first = turns[0];
    if (!first) return;
    const reply = turns.find(({ role, text }) => role === "tutor" && text !== "");
    const shown = reply && getShownGeneration(db, reply.id);
    const answered = shown && getAnswer(db, shown)?.responder;
    const responder = answered && findResponder(answered);
    if (responder) {
      const title = await askForTitle(generations, responder, first.language, turns, closing.signal);
      if (closing.signal.aborted) return;
      if (title && setTitle(db, id, title, "tutor")) return;
    }
    setTitle(db, id, firstWords(first.text), "text");
  }

  return {
    async titleOf(id, findResponder) {
      if (closing.signal.aborted || !getConversation(db, id)) return null;
      if (needsTitle(db, id)) {
        const running = jobs.get(id);
        const job = running ?? make(id, findResponder).finally(() => jobs.delete(id));
        jobs.set(id, job);
        await job;
        if (!running) onTitled(id);
      }
      return closing.signal.aborted ? null : (getConversation(db, id)?.title ?? null);
    },
    async close() {
      closing.abort();
      await Promise.all(jobs.values());
    },
  };
}

async function askForTitle(
  generations: Generations,
  { provider, title }: LiveResponder,
  language: LearningLanguage,
  turns: readonly { role: string; text: string }[],
  closing: AbortSignal,
): Promise<string | null> {
  const text = turns.map((turn) => `${turn.role}: ${turn.text.slice(0, 500)}`).join("\n");
  const { system, user } = buildTitlePrompt({ language, text });
  for (;;) {
    await untilIdle(generations, provider.host);
    const preempted = new AbortController();
    const onStart = (host: string | null) => host === provider.host && preempted.abort();
    generations.onStart.add(onStart);
    try {
      const messages = [{ role: "user" as const, content: user }];
      const signal = AbortSignal.any([preempted.signal, closing]);
      const { info: _, ...plan } = title;
      const options = { ...plan, system, messages, maxTokens: 1_024, think: false, signal };
      return cleanTitle(await provider.complete(options));
    } catch (error) {
      if (closing.aborted) return null;
      if (preempted.signal.aborted) continue;
      logger.info("title not made", { error });
      return null;
    } finally {
      generations.onStart.delete(onStart);
    }
  }
}
