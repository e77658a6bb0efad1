import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import type { Question } from "#server/answers/ask-model.ts";
import type { AnswerTask } from "#server/answers/run-answer.ts";
import { buildCardPrompt } from "#server/breakdown/prompt.ts";

type Sentence = { text: string; language: LearningLanguage };

/** The task for one sentence: the analyser's words at once, and then the model's card. */
export function toCardTask(
  { explanationLanguage }: Pick<AnswerDeps, "explanationLanguage">,
  { text, language }: Sentence,
): Pick<AnswerTask, "language" | "sentence" | "toQuestion"> {
  const { system, user } = buildCardPrompt({ language, explanationLanguage, text });
  const question: Question = {
    system,
    messages: [{ role: "user", content: user }],
    tokens: estimateTokens(system) + estimateTokens(user),
    leftOutTurns: 0,
    leftOutPictures: 0,
  };
  return { language, sentence: text, toQuestion: async () => question };
}
