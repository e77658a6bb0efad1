import type { PartOfSpeech } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import { levelNames } from "#server/tasks/level-names.ts";
import { nameLanguage } from "#server/tasks/name-language.ts";
import type { Ask, Learner } from "#server/tasks/task.ts";

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
    "- If a sentence is given, say first what the word means in it.",
    "- Then say in one or two sentences how the word is used.",
    `- Then give two short ${name} examples with the word. Write each on a line of its own, with its meaning in ${explain} on the next line.`,
    "- Write no romanisation: the learner sees the readings.",
  ].join("\n");
  return { system, messages: [{ role: "user", content: describe(asked) }], maxTokens: longestExplanation };
}

/** `行く [いく] verb = to go; to move` */
function describe({ word, entries, sentence }: AskedWord): string {
  const known = entries.slice(0, mostEntries).map(({ reading, partOfSpeech, meanings }) => {
    const said = reading === "" ? "" : ` [${reading}]`;
    return `${word}${said} ${partOfSpeech} = ${meanings.slice(0, mostMeanings).join("; ")}`;
  });
  return [...(known.length > 0 ? known : [word]), ...(sentence === undefined ? [] : [`Sentence: ${sentence}`])].join(
    "\n",
  );
}
