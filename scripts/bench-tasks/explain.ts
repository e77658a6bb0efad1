import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import type { Analyser } from "#server/languages/types.ts";
import { runAsk } from "#server/model-doctor/ask.ts";
import { sentencesOf } from "#server/model-doctor/cases.ts";
import { measureQuestion, questionFor } from "#server/model-doctor/measure-explain.ts";
import { askToExplain, type ExplainShape } from "#server/tasks/explain/prompt.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { createFigures, type Figures } from "./figures.ts";
import { numbersIn, numbersOfKeys } from "./has-lines.ts";
import { costOf, type Model, toTested } from "./run-ask.ts";

export type ExplainOptions = {
  analyser: Analyser;
  dictionaries: Dictionaries;
  shape: ExplainShape;
  explanationLanguage: string;
  /** Give the meanings of the dictionary. */
  withMeanings: boolean;
  most: number;
};

/** Asks for the explanation of each sentence of a language once, as the app does first. */
export async function measureExplain(
  model: Model,
  language: LearningLanguage,
  { shape, most, withMeanings, explanationLanguage, ...tools }: ExplainOptions,
): Promise<Figures> {
  const figures = createFigures(`explain, ${shape}`, language);
  const learner = { language, explanationLanguage, level: "beginner" as const };
  for (const sentence of sentencesOf(language).slice(0, most)) {
    const asked = await questionFor(sentence, { ...tools, learner });
    const question = withMeanings ? asked : { ...asked, words: asked.words.map((word) => ({ ...word, meanings: [] })) };
    const measured = await measureQuestion(toTested(model), sentence, question, shape);
    const missing = missingLines(question, measured.asked.text, shape);
    const missingTwice = await missingAfterSecond(model, question, missing, shape);
    figures.add(measured, costOf(model, measured.asked), {
      "every line": { part: missing.length === 0 ? 1 : 0, whole: 1 },
      "every line, asked twice": { part: missingTwice.length === 0 ? 1 : 0, whole: 1 },
    });
  }
  return figures.done();
}

/** The numbers of the translation and of the words that have no line, before anything is checked. */
function missingLines({ words }: ExplainQuestion, text: string, shape: ExplainShape): number[] {
  const numbers = shape === "object" ? numbersOfKeys(text) : numbersIn(text);
  return [0, ...words.map(({ number }) => number)].filter((number) => !numbers.has(number));
}

/** What is still missing after the app's second request, which asks only for what is missing. */
async function missingAfterSecond(
  model: Model,
  question: ExplainQuestion,
  missing: readonly number[],
  shape: ExplainShape,
): Promise<number[]> {
  if (missing.length === 0) return [];
  const words = missing.filter((number) => number > 0);
  const ask = { translation: missing.includes(0), words, note: false };
  const asked = await runAsk(toTested(model), askToExplain({ ...question, ask }, shape));
  costOf(model, asked);
  return missingLines(question, asked.text, shape).filter((number) => missing.includes(number));
}
