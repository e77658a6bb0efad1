import homographTable from "./homographs.tsv" with { type: "text" };
import { listOf, readTable } from "./table.ts";

export type HomographReading = {
  reading: string;
  /** The dictionary form, where the spelling is a part of two verbs: 行っ is 行く or 行う. */
  lemma?: string;
  isRare: boolean;
  /** Matches the sentence with 〜 in place of the word if this reading is certain there. */
  when: RegExp | null;
};

const classes: Record<string, string> = {
  漢: "\\p{sc=Han}",
  数: "[\\d〇一二三四五六七八九十百千万億何数]",
  仮名: "[\\p{sc=Hiragana}]",
  カナ: "[\\p{sc=Katakana}ー]",
  近: "[^にへてで]*",
};

function toPattern(condition: string): string {
  return condition
    .replace(/【(.+?)】/gu, (all, name: string) => classes[name] ?? all)
    .replace(/^\^/, "(?:^|[、，,\\s])")
    .replaceAll("$", "(?:$|[、，,\\s])")
    .replaceAll("…", ".*");
}

const table = new Map<string, HomographReading[]>();
for (const [words, said = "", kind, when] of readTable(homographTable)) {
  const [reading = "", lemma] = said.split("=");
  const conditions = listOf(when, " ").map(toPattern);
  const row: HomographReading = {
    reading,
    ...(lemma && { lemma }),
    isRare: kind === "rare",
    when: conditions.length > 0 ? new RegExp(conditions.join("|"), "u") : null,
  };
  for (const word of listOf(words)) table.set(word, [...(table.get(word) ?? []), row]);
}

/** The readings of each spelling that has several, most likely first. */
export const homographs: ReadonlyMap<string, readonly HomographReading[]> = table;

/** The reading whose condition the sentence fulfils; undefined if the context decides nothing. The first reading is the ordinary one, so it comes last. */
export function decide<Row extends HomographReading>(
  readings: readonly Row[],
  text: string,
  start: number,
  end: number,
) {
  const isEnd = /[。！？!?\n」「]/;
  const before =
    text
      .slice(Math.max(0, start - 40), start)
      .split(isEnd)
      .at(-1) ?? "";
  const after = text.slice(end, end + 40).split(isEnd)[0] ?? "";
  const sentence = `${before}〜${after}`;
  const [first, ...others] = readings;
  return [...others, ...(first ? [first] : [])].find(({ when }) => when?.test(sentence));
}
