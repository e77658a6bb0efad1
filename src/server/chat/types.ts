import type { Verb } from "#shared/verbs.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Responder } from "#shared/responder.ts";
import type { Settings } from "#shared/settings.ts";
import type { Tutor } from "#shared/tutor/tutor.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import type { Titles } from "./titles.ts";

export type ChatDeps = AnswerDeps & {
  titles: Titles;
  pictures: Pictures;
  tutor: (language: LearningLanguage) => Tutor;
  /** Which mistakes the learner wants to be told of without asking. */
  corrections: Settings["corrections"];
  /** The responder of the present settings that sends to the same place as an earlier answer. */
  findResponder: (answered: Responder) => LiveResponder | undefined;
};
/** The ids of a sent or retried message. */
export type Sent = { generationId: string; conversationId: string; messageId: string };

export type Start = Sent & {
  /** The tutor's message that answers the learner's. */
  replyId: string;
  /** The learner's message. */
  text: string;
  hasPictures: boolean;
  language: LearningLanguage;
  verb: Verb;
  /** The text of the answer that this one continues. */
  prior?: string;
  /** The text that this answer says again, in simpler words, and words that were too hard. */
  simplified?: { text: string; avoid: readonly string[] };
};
