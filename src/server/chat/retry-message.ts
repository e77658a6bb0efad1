import type { Database } from "bun:sqlite";
import type { Answer } from "#shared/answer.ts";
import { isMadeOfCards } from "#shared/is-made-of-cards.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Verb, verbs } from "#shared/verbs.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getNewestGeneration, getShownGeneration, getStart } from "#server/db/generations.ts";
import { getMessage, getQuestion, setLanguage } from "#server/db/messages.ts";
import { AppError } from "#server/errors.ts";
import { snapshotGeneration } from "#server/generations/snapshot.ts";
import { answerAgain } from "./answer-again.ts";
import { refuseHidden, refuseWhileAnswering } from "./start-answer.ts";
import type { ChatDeps, Sent } from "./types.ts";

type Retry = {
  mode: "retry" | "continue" | "simpler";
  language?: LearningLanguage | undefined;
  avoid?: readonly string[] | undefined;
};

/**
 * Makes a new answer to a message, continues the one that it shows, or says that one again in simpler words. It repeats the task, and keeps earlier
 * answers. `language`: the language of the message, if it is not the one it was sent in.
 */
export function retryMessage(deps: ChatDeps, replyId: string, { mode, language, avoid = [] }: Retry): Sent {
  const { db } = deps.generations;
  const reply = getMessage(db, replyId);
  const question = reply?.role === "tutor" ? getQuestion(db, reply) : null;
  if (!reply || !question || !getConversation(db, reply.conversationId))
    throw new AppError("not_found", "There is no such answer.");
  refuseWhileAnswering(deps.generations, reply.conversationId);
  refuseHidden(db, replyId);
  const verb = getVerb(db, replyId);
  const shown = mode === "retry" ? null : shownAnswer(deps, replyId);
  if (mode === "simpler") {
    if (shown?.task !== "reply" || shown.text === "")
      throw new AppError("invalid_request", "mode: the message shows no reply");
    return answerAgain(deps, { reply, question, verb }, { simplified: { text: shown.text, avoid } });
  }
  if (language === undefined || mode === "continue") {
    // cards do not go on where they stopped; they are asked for again
    const prior = shown && !isMadeOfCards(shown) ? shown.text : "";
    return answerAgain(deps, { reply, question, verb }, prior === "" ? {} : { prior });
  }
  const turn = { reply: { ...reply, language }, question: { ...question, language }, verb };
  return answerAgain(deps, turn, {}, () => setLanguage(db, [question.id, reply.id], language));
}

/** What the tutor's message was last asked for. */
export function getVerb(db: Database, replyId: string): Verb {
  const newest = getNewestGeneration(db, replyId);
  return verbs.find((one) => one === (newest && getStart(db, newest.id)?.kindOfTask)) ?? "reply";
}

function shownAnswer({ generations }: ChatDeps, replyId: string): Answer | null {
  const row = getShownGeneration(generations.db, replyId);
  return row && snapshotGeneration(generations, row).answer;
}
