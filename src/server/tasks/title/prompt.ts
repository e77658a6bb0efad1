import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import type { Ask } from "#server/tasks/task.ts";
import exampleTable from "./examples.tsv" with { type: "text" };

/** In tokens. The title has less; a model that goes on is cut off here. */
export const longestAnswer = 40;
/** In characters. More would not change the title. */
const longestMessage = 300;

/** Asks for a short title of a conversation in the learning language, from the learner's first message. */
export function askForTitle(language: LearningLanguage, firstMessage: string): Ask {
  const { englishName, name } = languages[language];
  const system = `You write a title in ${englishName} (${name}) for a message: two to six words that say what it is about. Answer with the title alone.`;
  return {
    system,
    messages: [
      ...titleExamples(language).flatMap(({ message, title }) => [
        { role: "user" as const, content: message },
        { role: "assistant" as const, content: title },
      ]),
      { role: "user", content: Array.from(firstMessage.trim()).slice(0, longestMessage).join("") },
    ],
    maxTokens: longestAnswer,
    temperature: 0,
  };
}

export const titleExamples = (language: LearningLanguage): { message: string; title: string }[] =>
  tableLines(exampleTable)
    .map((line) => line.split("\t"))
    .filter(([code]) => code === language)
    .map(([, message = "", title = ""]) => ({ message, title }));
