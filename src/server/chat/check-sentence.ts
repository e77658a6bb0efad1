import { takeTurn } from "#server/answers/take-turn.ts";
import type { Database } from "bun:sqlite";
import type { GenerationEvent } from "#shared/generation.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { askModel, type TextReader } from "#server/answers/ask-model.ts";
import { toQuestion } from "#server/answers/to-question.ts";
import { toUsage } from "#server/answers/usage.ts";
import { opensPractice } from "#server/db/conversation-words.ts";
import { getShownGeneration, insertGeneration } from "#server/db/generations.ts";
import { newId } from "#server/db/new-id.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { createRunning } from "#server/generations/log.ts";
import { startGeneration } from "#server/generations/start.ts";
import { LLMError } from "#server/llm/types.ts";
import { askToCorrect } from "#server/tasks/correct/prompt.ts";
import { isCorrectionDecided, readCorrection } from "#server/tasks/correct/read-correction.ts";
import { wholeLines } from "#server/tasks/whole-lines.ts";

type Sentence = {
  messageId: string;
  text: string;
  language: LearningLanguage;
  /** Only clear mistakes count. */
  isLenient?: boolean;
};

/** A longer message is a text, and not something that the learner says. In UTF-16 units. */
const longestChecked = 500;

/** Blossom stops reading when an answer is longer than this many corrections and some talk. In UTF-16 units. */
const mostCorrections = 6;
const longestTalk = 2_000;

/** Whether the learner's message is checked without being asked for: they wrote it in the learning language, and it was not checked yet. */
export const mayBeChecked = (db: Database, { messageId, text, language }: Sentence): boolean =>
  text.length <= longestChecked &&
  isWrittenIn(text, language) &&
  getShownGeneration(db, messageId) === null &&
  !opensPractice(db, messageId);

/** Starts a check of the learner's sentence. Its answer belongs to the learner's own message. */
export function checkSentence(deps: AnswerDeps, sentence: Sentence) {
  const { generations, responder, explanationLanguage } = deps;
  const { messageId, language } = sentence;
  const generationId = newId();
  const appearance = { kind: "message" as const, ref: messageId };
  const row = { id: generationId, task: "correct" as const, messageId, appearance };
  insertGeneration(generations.db, { ...row, explanationLanguage, now: Date.now() });
  const host = responder instanceof AppError ? null : responder.provider.host;
  const running = createRunning(generationId, { messageId, aboutMessage: messageId, host, language, task: "correct" });
  startGeneration(generations, running, (signal) => check(deps, { ...sentence, generationId }, signal));
  return { generationId, closed: running.closed.promise };
}

async function* check(
  { responder, fallbacks, turns }: AnswerDeps,
  { generationId, messageId, text, language, isLenient = false }: Sentence & { generationId: string },
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const identity = responder instanceof AppError ? null : responder.identity;
  const start = { type: "started" as const, generationId, messageId, language, task: "correct" as const };
  yield { ...start, responder: identity, at: Date.now() };
  if (responder instanceof AppError) return yield { type: "end", outcome: "failed", error: toApiError(responder) };

  const original = text.trim();
  const longest = mostCorrections * original.length + longestTalk;
  let answer = "";
  let isDecided = false;
  const reader: TextReader = {
    add(piece) {
      answer += piece;
      // judge only whole lines
      if (piece.includes("\n")) isDecided ||= isCorrectionDecided(original, answer, language);
      return [];
    },
    restart() {
      answer = "";
      isDecided = false;
    },
    end: () => [],
    isDone: () => isDecided || answer.length > longest,
  };
  const ask = askToCorrect({ language, isLenient }, original);
  const leave = yield* takeTurn(turns.enter(responder.provider.host, signal));
  try {
    const asking = { responder, fallbacks, reader };
    const asked = yield* askModel({ ...asking, toQuestion: async (to) => toQuestion(ask, to.responder) }, signal);
    const { responder: by, ...result } = asked;
    const usage = toUsage(by.provider.name, result);
    const read = readCorrection(original, result.finish === "length" ? wholeLines(answer) : answer, language);
    if (read.kind === "unusable") {
      const code = result.finish === "refusal" ? "refused" : "invalid_output";
      const error = new LLMError(code, "The model did not check the sentence.", {
        provider: by.provider.name,
        reason: "unusable",
      });
      return yield { type: "end", outcome: "failed", error: toApiError(error), usage };
    }
    if (read.kind === "corrected") {
      yield { type: "correction", original, corrected: read.corrected };
      yield { type: "text", text: read.corrected };
    }
    yield { type: "end", outcome: "complete", usage };
  } finally {
    leave();
  }
}
