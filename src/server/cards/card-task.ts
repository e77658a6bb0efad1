import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { buildCardPrompt } from "#server/breakdown/prompt.ts";
import type { AnswerTask } from "#server/chat/answer.ts";
import type { Question } from "#server/chat/ask-model.ts";
import type { ChatDeps } from "#server/chat/send-message.ts";

type Sentence = { text: string; language: LearningLanguage };

/** What is asked for one sentence: the analyser's words at once, and the model's card. */
export function toCardTask(
  { analyser, explanationLanguage }: Pick<ChatDeps, "analyser" | "explanationLanguage">,
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
  return {
    language,
    sentence: { text, words: analyser.analyse(text, language) },
    toQuestion: async () => question,
  };
}
