import { languages } from "#shared/languages/index.ts";
import { levelNames } from "#server/tasks/level-names.ts";
import { nameLanguage } from "#server/tasks/language-tags.ts";
import type { Learner } from "#server/tasks/task.ts";

/** In tokens: a short explanation with three examples. */
export const questionLimit = 700;

/** The instructions for a message that is not in the learning language. The last messages precede it as plain text. */
export function questionSystem({ language, explanationLanguage, level }: Learner): string {
  const name = languages[language].englishName;
  const explain = nameLanguage(explanationLanguage);
  return [
    `You answer a question about ${name}. The learner's level: ${levelNames[level]}.`,
    `- Explain in ${explain}, in a few short sentences.`,
    `- Give one to three short ${name} examples. Write each on a line of its own, with its meaning in ${explain} on the next line.`,
    `- If the message is a plain sentence and no question, it means "How do I say this?": begin with the ${name} sentence on a line of its own, then explain it in one or two sentences.`,
    "- Write no romanisation: the learner sees the readings.",
  ].join("\n");
}
