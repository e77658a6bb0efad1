import { Glob } from "bun";
import fs from "node:fs";
import { basename, dirname } from "node:path";
import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";

/** A word of a sentence whose reading is known. Without a reading it is said as it is spelled. `others` are right as well. */
export type KnownWord = {
  surface: string;
  start: number;
  end: number;
  reading: string;
  others: string[];
  lemma: string | null;
};
export type KnownSentence = { language: LearningLanguage; kind: string; text: string; words: KnownWord[] };

const wordPattern = /^(?<surface>[^[<]+)(?:\[(?<reading>[^\]]+)\])?(?:<(?<lemma>[^>]+)>)?$/;

/**
 * The sentences in this folder: a folder for each language, a file for each kind. One sentence a line, words divided by spaces, the reading in
 * `[ ]` where it differs from the spelling (two that are both right as `[a|b]`), the dictionary form in `< >` where it is not the word itself:
 * `昨日[きのう] 友達[ともだち] と 話しました[はなしました]<話す> 。`
 * In Korean, `+` joins what is written without a space: `책[채]+이[기] 있어요[이써요]<있다> .` Lines with `# ` are headings.
 */
export function readSentences(folder = import.meta.dir): KnownSentence[] {
  const files = [...new Glob("*/*.txt").scanSync(folder)].toSorted();
  return files.flatMap((file) => {
    const language = learningLanguages.find((code) => code === dirname(file));
    if (!language) throw new Error(`${file}: no learning language`);
    const lines = fs.readFileSync(`${folder}/${file}`, "utf8").split("\n");
    return lines.flatMap((line, index) =>
      line === "" || line.startsWith("# ")
        ? []
        : [readSentence(line, language, basename(file, ".txt"), `${file}:${index + 1}`)],
    );
  });
}

function readSentence(line: string, language: LearningLanguage, kind: string, place: string): KnownSentence {
  const { wordSeparator } = languages[language];
  const words: KnownWord[] = [];
  let text = "";
  for (const group of line.split(" ")) {
    const pieces = wordSeparator === "" ? [group] : group.split("+");
    for (const [index, piece] of pieces.entries()) {
      const { surface, reading, lemma } = wordPattern.exec(piece)?.groups ?? {};
      if (!surface) throw new Error(`${place}: ${JSON.stringify(piece)} is no word`);
      const isPunctuation = !/[\p{L}\p{N}]/u.test(surface);
      if (index === 0 && text !== "" && !isPunctuation) text += wordSeparator;
      const start = text.length;
      text += surface;
      if (isPunctuation) continue;
      const [first = surface, ...others] = reading?.split("|") ?? [];
      words.push({ surface, start, end: text.length, reading: first, others, lemma: lemma ?? null });
    }
  }
  return { language, kind, text, words };
}
