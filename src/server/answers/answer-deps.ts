import type { AppError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Analyser } from "#server/languages/types.ts";
import type { LiveResponder } from "#server/models/resolve.ts";

/** What every answer needs, whatever its task. */
export type AnswerDeps = {
  generations: Generations;
  analyser: Analyser;
  /** The responder, or the reason why there is none. */
  responder: LiveResponder | AppError;
  /** The fallbacks. Resolved only when needed. */
  fallbacks: () => LiveResponder[];
  /** BCP 47: the language of translations, meanings and notes. */
  explanationLanguage: string;
};
