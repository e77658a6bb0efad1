import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { LLMProvider } from "#server/llm/types.ts";
import type { Asked, Tested } from "#server/model-doctor/ask.ts";
import type { Ask } from "#server/tasks/task.ts";

/** Where the questions go. */
export type Model = {
  provider: LLMProvider;
  name: string;
  /** Room for a model that thinks before it answers, in tokens. */
  roomToThink: number;
  /** Gets each answer as the model wrote it. */
  keep: (answer: object) => void;
};

/** Asks as the app does, without the options that depend on the learner's computer. */
export const toTested =
  ({ provider, name, roomToThink }: Model): Tested =>
  ({ system, messages, maxTokens, temperature, schema }, onEvent) =>
    provider.stream({
      model: name,
      system,
      messages,
      maxTokens: maxTokens + roomToThink,
      ...(temperature !== undefined && { temperature }),
      ...(schema && { schema }),
      onEvent,
    });

/** What one request cost. Tokens are counted with o200k_base, so that models can be compared. */
export type Cost = { tokensIn: number; tokensOut: number; firstMs: number; totalMs: number };

/** Keeps an answer, and returns what it cost. */
export function costOf({ name, keep }: Model, { ask, text, raw, firstMs, totalMs, error }: Asked): Cost {
  const { system, messages } = ask;
  keep({ model: name, system, messages, text: raw, ...(error !== undefined && { error }) });
  return { tokensIn: promptTokens(ask), tokensOut: countTokens(text), firstMs, totalMs };
}

/** The tokens of a prompt, without the few that a chat template puts around each turn. */
export const promptTokens = ({ system, messages }: Pick<Ask, "system" | "messages">): number =>
  [system, ...messages.map(({ content }) => content)].reduce((sum, text) => sum + countTokens(text), 0);
