import { estimateTokens } from "#shared/estimate-tokens.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import type { Ask, Learner } from "#server/tasks/task.ts";
import exampleTable from "./examples.tsv" with { type: "text" };

/** Some tokenisers need three tokens for one CJK character. */
const tokensPerCharacter = 3;
/** For `OK`, a label and the end of the turn. */
const roomAround = 16;

/** Asks whether the learner's sentence is right. The answer is `OK` or the corrected sentence. */
export function askToCorrect(
  { language, isLenient = false }: Pick<Learner, "language"> & { isLenient?: boolean },
  sentence: string,
): Ask {
  const system = [
    `You correct a ${languages[language].englishName} sentence of a learner.`,
    "If it is right, answer OK.",
    ...(isLenient ? ["A sentence that everybody understands and that is only a little unusual is right."] : []),
    "If it has a mistake, answer with the corrected sentence alone. Change as little as possible, and keep its meaning and style.",
  ].join(" ");
  return {
    system,
    messages: [
      ...correctExamples(language).flatMap(({ given, answer }) => [
        { role: "user" as const, content: given },
        { role: "assistant" as const, content: answer },
      ]),
      { role: "user", content: sentence },
    ],
    maxTokens: roomAround + tokensPerCharacter * estimateTokens(sentence),
    temperature: 0,
  };
}

export const correctExamples = (language: LearningLanguage): { given: string; answer: string }[] =>
  tableLines(exampleTable)
    .map((line) => line.split("\t"))
    .filter(([code]) => code === language)
    .map(([, given = "", answer = ""]) => ({ given, answer }));
