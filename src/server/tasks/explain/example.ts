import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import { isSameLanguage } from "#shared/languages/language-tags.ts";
import table from "./examples.tsv" with { type: "text" };

/** The example of a question and its answer. `words`: with the readings to choose from: `市場 [いちば|しじょう]`. */
export type Example = {
  sentence: string;
  words: string[];
  dictionary: string[];
  translation: string;
  meanings: string[];
  note: string;
  /** Whether it is explained in the learner's explanation language. Otherwise it is explained in English. */
  isOwn: boolean;
};

const rows = tableLines(table).map((line) => line.split("\t"));

/** The example in a learning language, explained in the explanation language (a BCP 47 tag) if the table has it. */
export function pickExample(language: LearningLanguage, explanationLanguage: string): Example {
  const cells = (kind: string) => rows.find((row) => row[0] === language && row[1] === kind)?.slice(2) ?? [];
  const code = findCode(language, explanationLanguage);
  const [translation = "", ...meanings] = cells(code ?? "en");
  return {
    sentence: cells("sentence")[0] ?? "",
    words: cells("words"),
    dictionary: cells("dictionary"),
    translation,
    meanings: meanings.slice(0, -1),
    note: meanings.at(-1) ?? "",
    isOwn: code !== undefined,
  };
}

/** `zh-CN` → the row `zh-Hans`; `zh-TW` → the row `zh-Hant`. */
function findCode(language: LearningLanguage, explanationLanguage: string): string | undefined {
  const codes = rows.filter((row) => row[0] === language && !isAboutExample(row[1])).map((row) => row[1] ?? "en");
  return codes.find((code) => isSameLanguage(code, explanationLanguage));
}

const isAboutExample = (kind = "") => kind === "sentence" || kind === "words" || kind === "dictionary";
