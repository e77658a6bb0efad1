import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { languageOf } from "#shared/languages/language-tags.ts";

/** Whether meanings are written in the letters of the sentence, so that letters do not tell a word from its meaning. */
export function isSameScript({ language, explanationLanguage }: ExplainQuestion): boolean {
  const [one, other] = [languageOf(language), languageOf(explanationLanguage)];
  const han = ["ja", "zh"];
  return one === other || (han.includes(one) && han.includes(other));
}
