import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { learnerSentencesOf, messagesOf } from "#server/model-doctor/cases.ts";
import type { Measured } from "#server/model-doctor/counts.ts";
import {
  measureCorrect as measureOneCorrection,
  measureReply as measureOneReply,
  measureTitle as measureOneTitle,
} from "#server/model-doctor/measure-short.ts";
import { createFigures, type Figures } from "./figures.ts";
import { costOf, type Model, toTested } from "./run-ask.ts";

/** Measures one case after the other. */
async function measureAll<Case>(
  task: string,
  model: Model,
  language: LearningLanguage,
  cases: readonly Case[],
  measure: (each: Case) => Promise<Measured>,
): Promise<Figures> {
  const figures = createFigures(task, language);
  for (const each of cases) {
    const measured = await measure(each);
    figures.add(measured, costOf(model, measured.asked));
  }
  return figures.done();
}

export function measureReply(model: Model, language: LearningLanguage, most: number): Promise<Figures> {
  const learner = { language, explanationLanguage: "en", level: "beginner" as const };
  const messages = messagesOf(language).filter((message) => isWrittenIn(message, language));
  return measureAll("reply", model, language, messages.slice(0, most), (message) =>
    measureOneReply(toTested(model), message, learner),
  );
}

export const measureCorrect = (model: Model, language: LearningLanguage, most: number): Promise<Figures> =>
  measureAll("correct", model, language, learnerSentencesOf(language).slice(0, most), (sentence) =>
    measureOneCorrection(toTested(model), sentence, language),
  );

export const measureTitle = (model: Model, language: LearningLanguage, most: number): Promise<Figures> =>
  measureAll("title", model, language, messagesOf(language).slice(0, most), (message) =>
    measureOneTitle(toTested(model), message, language),
  );
