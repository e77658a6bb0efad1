import type { Task } from "#shared/answer.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import { hasVisibleText } from "#shared/visible-text.ts";
import { explainText } from "#server/answers/explain-text.ts";
import type { ToQuestion } from "#server/answers/ask-model.ts";
import { explainWord, isOneWord } from "#server/answers/explain-word.ts";
import { noticeOtherLanguage } from "#server/answers/other-language.ts";
import { splitSentences } from "#server/answers/sentences.ts";
import { withOwnWords, withSentenceOfAnswer } from "#server/answers/with-words.ts";
import { writeText } from "#server/answers/write-text.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { questionLimit, questionSystem } from "#server/tasks/question/prompt.ts";
import { wordsToUse } from "#server/tutor/words-to-use.ts";
import { explainPictures } from "./explain-pictures.ts";
import { instruct } from "./instruct.ts";
import { noteMetWords } from "./note-met-words.ts";
import { readHistory } from "./read-history.ts";
import { turnsAfter } from "./after-message.ts";
import type { ChatDeps, Start } from "./types.ts";

/** The turns that a question needs: what was talked about just now. */
const turnsBeforeQuestion = 4;

/** The answer to a message as events, with its `end`. The verb and the message decide the task. Throws if the answer fails. */
export async function* answerMessage(
  deps: ChatDeps,
  start: Start,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { responder } = deps;
  const { generationId, conversationId, messageId, language, text } = start;
  const task = await taskOf(deps, start);
  const identity = responder instanceof AppError ? null : responder.identity;
  const ids = { generationId, conversationId, messageId };
  yield { type: "started", ...ids, language, task, responder: identity, at: Date.now() };
  yield* noticeOtherLanguage(text, language, deps.explanationLanguage);
  switch (task) {
    case "explain":
      return yield* explainText(deps, { generationId, language, sentences: splitSentences(text, language) }, signal);
    case "read-picture":
      return yield* explainPictures(deps, start, signal);
    case "word":
      return yield* explainWord(deps, { generationId, language, text: text.trim() }, signal);
    case "question":
      return yield* withSentenceOfAnswer(deps, start, talk(deps, start, task, signal));
    default:
      return yield* withOwnWords(deps, start, talk(deps, start, "reply", signal), signal);
  }
}

/** A message in another language is a question with either verb. */
async function taskOf({ analyser }: ChatDeps, { verb, text, language, hasPictures }: Start): Promise<Task> {
  const isOnlyPicture = hasPictures && !hasVisibleText(text);
  if (!isOnlyPicture && !isWrittenIn(text, language)) return "question";
  if (hasPictures && verb === "explain") return "read-picture";
  if (verb === "reply") return "reply";
  return (await isOneWord(analyser, text, language)) ? "word" : "explain";
}

/** Text in a conversation: a reply, or the answer to a question. */
async function* talk(
  deps: ChatDeps,
  start: Start,
  task: "reply" | "question",
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { generations, pictures, responder, fallbacks } = deps;
  const { conversationId, messageId, language, prior } = start;
  if (prior !== undefined) yield { type: "text", text: prior };
  if (responder instanceof AppError) return yield { type: "end", outcome: "failed", error: toApiError(responder) };
  const learner = deps.learner(language);
  const asked =
    task === "reply"
      ? instruct(deps, language, wordsToUse(generations.db, { conversationId, language }, Date.now()))
      : { system: questionSystem(learner), limit: questionLimit, mostTurns: turnsBeforeQuestion };
  const input = { conversationId, messageId, ...asked, rest: turnsAfter(start) };
  const toQuestion: ToQuestion = (to) => readHistory(generations.db, pictures, input, to);
  const answer = writeText(deps, { responder, fallbacks, toQuestion }, signal);
  yield* task === "reply" ? noteMetWords(deps, start, answer) : answer;
}
