import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Level } from "#shared/setting-values.ts";
import type { LLMMessage, LLMStreamOptions } from "#server/llm/types.ts";

/** What every task knows of the learner. `explanationLanguage`: a BCP 47 tag. */
export type Learner = { language: LearningLanguage; explanationLanguage: string; level: Level };

/** A question to a model. `answers/` adds what depends on the model. */
export type Ask = {
  /** The same for every question of a task, so that a server can reuse what it has read. */
  system: string;
  /** Examples as turns of their own, then the question. */
  messages: LLMMessage[];
  /** The longest answer, in tokens of shown text. A model whose thinking cannot be turned off gets more. */
  maxTokens: number;
  /** Default: the model's own. */
  temperature?: number;
  schema?: LLMStreamOptions["schema"];
};
/** What a model has read of a question. Models repeat pieces of it. */
export type Prompt = Pick<Ask, "system" | "messages">;
