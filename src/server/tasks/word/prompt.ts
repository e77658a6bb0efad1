import type { PartOfSpeech } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import { levelNames } from "#server/tasks/level-names.ts";
import { isSameLanguage } from "#shared/languages/language-tags.ts";
import { nameLanguage } from "#server/tasks/language-tags.ts";
import type { Ask, Learner } from "#server/tasks/task.ts";
import exampleTable from "./examples.tsv" with { type: "text" };

/** A dictionary entry of the word. `reading`: empty if it would only repeat the word. */
export type AskedEntry = { reading: string; partOfSpeech: PartOfSpeech; meanings: readonly string[] };
export type AskedWord = {
  word: string;
  entries: readonly AskedEntry[];
  /** The sentence in which the learner met the word. */
  sentence?: string;
};

/** In tokens: two sentences and two examples with their meanings. */
const longestExplanation = 400;
const mostEntries = 3;
const mostMeanings = 4;

/** Asks how a word is used, with two examples; and what it means in its sentence, if there is one. */
export function askAboutWord({ language, explanationLanguage, level }: Learner, asked: AskedWord): Ask {
  const name = languages[language].englishName;
  const explain = nameLanguage(explanationLanguage);
  const system = [
    `You explain a ${name} word to a learner (level: ${levelNames[level]}). Write in ${explain}.`,
    ...(asked.sentence === undefined ? [] : ["- Say first what the word means in the sentence that is given."]),
    "- Say in one or two sentences how the word is used.",
    `- Then give two short ${name} examples with the word. Write each on a line of its own, with its meaning in ${explain} on the next line.`,
    "- Write no romanisation: the learner sees the readings.",
  ].join("\n");
  const messages = [
    ...exampleTurns(language, explanationLanguage, asked.sentence !== undefined),
    { role: "user" as const, content: describe(asked) },
  ];
  return { system, messages, maxTokens: longestExplanation };
}

/** An example in the explanation language, if the table has it. Models drift into the language of any other. */
function exampleTurns(language: LearningLanguage, explanationLanguage: string, hasSentence: boolean): LLMMessage[] {
  const row = tableLines(exampleTable)
    .map((line) => line.replaceAll("⏎", "\n").split("\t"))
    .find(([code, explained = ""]) => code === language && isSameLanguage(explained, explanationLanguage));
  if (!row) return [];
  const [, , word = "", sentence = "", here = "", use = ""] = row;
  return [
    { role: "user", content: hasSentence ? withSentence(word, sentence) : word },
    { role: "assistant", content: hasSentence ? `${here} ${use}` : use },
  ];
}

const withSentence = (word: string, sentence: string) => `${word}\nSentence: ${sentence}`;

/** `行く [いく] verb = to go; to move` */
function describe({ word, entries, sentence }: AskedWord): string {
  const known = entries.slice(0, mostEntries).map(({ reading, partOfSpeech, meanings }) => {
    const said = reading === "" ? "" : ` [${reading}]`;
    return `${word}${said} ${partOfSpeech} = ${meanings.slice(0, mostMeanings).join("; ")}`;
  });
  const lines = known.length > 0 ? known.join("\n") : word;
  return sentence === undefined ? lines : withSentence(lines, sentence);
}
