import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { AppError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Analyser } from "#server/languages/types.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";
import type { Learner } from "#server/tasks/task.ts";
import type { HostTurns } from "./host-turns.ts";

/** What every answer needs, whatever its task. */
export type AnswerDeps = {
  generations: Generations;
  analyser: Analyser;
  lookup: Lookup;
  turns: HostTurns;
  /** The responder, or the reason why there is none. */
  responder: LiveResponder | AppError;
  /** The fallbacks. Resolved only when needed. */
  fallbacks: () => LiveResponder[];
  /** Whether the model has shown that it chooses readings better than the engine. */
  trustsReadings: (responder: LiveResponder, language: LearningLanguage) => boolean;
  /** BCP 47: the language of translations, meanings and notes. */
  explanationLanguage: string;
  learner: (language: LearningLanguage) => Learner;
};
