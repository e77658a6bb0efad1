import type { AppError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Analyser } from "#server/languages/types.ts";
import type { LiveResponder } from "#server/models/resolve.ts";

/** What every answer is made with, whatever it is about. */
export type AnswerDeps = {
  generations: Generations;
  analyser: Analyser;
  /** Who answers, or why nobody can. */
  responder: LiveResponder | AppError;
  /** Who may answer when the responder cannot. Resolved only when it is needed. */
  fallbacks: () => LiveResponder[];
  /** BCP 47: what translations, meanings and notes are written in. */
  explanationLanguage: string;
};
