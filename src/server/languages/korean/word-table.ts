import fs from "node:fs";
import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";

/**
 * How a verb or adjective changes before its endings. `""` is regular, and the letters name the irregular classes: 듣다 ㄷ, 춥다 ㅂ, 돕다 오
 * (도와), 짓다 ㅅ, 빨갛다 ㅎ, 그렇다 렇 (그래), 모르다 르, 푸르다 러, 푸다 우.
 */
const stemClasses = ["", "ㄷ", "ㅂ", "오", "ㅅ", "ㅎ", "렇", "르", "러", "우"] as const;
export type StemClass = (typeof stemClasses)[number];

export type KnownWord = {
  partOfSpeech: PartOfSpeech;
  stemClass: StemClass;
  /** The level in the starter dictionary, 1 to 5; 0 if only the spelling dictionary has the word. */
  level: number;
};

export type WordTable = { find(word: string): KnownWord[] };

/** The letters that stand for parts of speech in the file. */
const letterOf: Partial<Record<PartOfSpeech, string>> = {
  noun: "n",
  name: "N",
  pronoun: "p",
  numeral: "u",
  counter: "c",
  verb: "v",
  adjective: "a",
  adverb: "d",
  determiner: "t",
  conjunction: "j",
  interjection: "i",
  expression: "e",
  prefix: "r",
  suffix: "s",
  auxiliary: "x",
  particle: "k",
};
const partOf = new Map(partsOfSpeech.map((part) => [letterOf[part], part]));

/** One line a word, in order: the word, a tab, and its uses, such as `걷다 vㄷ1 v`. A use is a part of speech, a stem class and a level. */
export const writeWordTable = (words: ReadonlyMap<string, readonly KnownWord[]>): string =>
  [...words]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([word, uses]) => `${word}\t${[...new Set(uses.map(writeUse))].join(" ")}\n`)
    .join("");

const writeUse = ({ partOfSpeech, stemClass, level }: KnownWord) =>
  (letterOf[partOfSpeech] ?? "n") + stemClass + (level || "");

/** Keeps the file as one text and searches it by halves: 50,000 words as objects would take ten times the memory. */
export function openWordTable(path: string): WordTable {
  const text = fs.readFileSync(path, "utf8");

  function find(word: string): KnownWord[] {
    let [low, high] = [0, text.length];
    while (low < high) {
      const middle = text.lastIndexOf("\n", ((low + high) >> 1) - 1) + 1;
      const tab = text.indexOf("\t", middle);
      const found = text.slice(middle, tab);
      if (found === word)
        return text
          .slice(tab + 1, text.indexOf("\n", tab))
          .split(" ")
          .map(readUse);
      if (found < word) low = text.indexOf("\n", tab) + 1;
      else high = middle;
    }
    return [];
  }
  return { find };
}

function readUse(use: string): KnownWord {
  const level = Number(/\d$/.exec(use)?.[0] ?? 0);
  const stem = use.slice(1, level > 0 ? -1 : undefined);
  return {
    partOfSpeech: partOf.get(use[0]!) ?? "other",
    stemClass: stemClasses.find((each) => each === stem) ?? "",
    level,
  };
}
