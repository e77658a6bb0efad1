import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";
import type { Ask } from "#server/tasks/task.ts";
import type { Question } from "./ask-model.ts";

/** What a model that always thinks may write before the first word that is shown, in tokens. */
const roomToThink = 1_024;

/** The limit of an answer whose shown text has at most `shown` tokens. */
export function limitFor({ chat, type }: Pick<LiveResponder, "chat" | "type">, shown: number): number {
  const { thinking, canStopThinking } = chat.info ?? {};
  // the other two protocols say which models think
  const isUnknown = thinking === undefined && type === "openai-compatible";
  const mayThink = (thinking === true || isUnknown) && canStopThinking !== true;
  return Math.min(chat.maxTokens, shown + (mayThink ? roomToThink : 0));
}

/** The question of a task for one model. Its images are counted by the caller, who knows their size. */
export function toQuestion({ system, messages, maxTokens, temperature, schema }: Ask, to: LiveResponder): Question {
  return {
    system,
    messages,
    tokens: [system, ...messages.map(({ content }) => content)].reduce((sum, text) => sum + estimateTokens(text), 0),
    leftOutTurns: 0,
    leftOutPictures: 0,
    options: {
      maxTokens: limitFor(to, maxTokens),
      ...(temperature !== undefined && { temperature }),
      ...(schema && { schema }),
    },
  };
}
