import fs from "node:fs";
import { expect, test } from "bun:test";
import { tableLines } from "#shared/table-lines.ts";
import taiwanWords from "./taiwan-words.tsv" with { type: "text" };

/** The Han characters of a character set, by its lead and trail bytes. */
function charactersOf(encoding: "big5" | "gbk", leads: [number, number], trails: [number, number][]): Set<string> {
  const decoder = new TextDecoder(encoding);
  const range = ([from, to]: [number, number]) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pairs = range(leads).flatMap((lead) => trails.flatMap(range).map((trail) => new Uint8Array([lead, trail])));
  return new Set(pairs.map((pair) => decoder.decode(pair)).filter((text) => /^\p{sc=Han}$/u.test(text)));
}

/** Big5, level 1: the 5,401 characters in common use in Taiwan. It has none of mainland China's simplified ones, such as 说. */
const inTaiwan = charactersOf(
  "big5",
  [0xa4, 0xc6],
  [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
);
/** GB 2312: the 6,763 characters in use in mainland China. */
const inMainland = charactersOf("gbk", [0xb0, 0xf7], [[0xa1, 0xfe]]);

/** The files of a language, without comments. */
const stringsOf = (language: string): [file: string, text: string][] =>
  [...new Bun.Glob(`{${language}.ts,${language}/**/*.ts}`).scanSync("src/web/i18n")]
    .toSorted()
    .map((file) => [file, fs.readFileSync(`src/web/i18n/${file}`, "utf8").replace(/\/\*.*?\*\/|(?<!:)\/\/.*$/gms, "")]);

test.each([
  ["zh-Hant", inTaiwan, ""],
  ["zh-Hans", inMainland, "後於乾"], // GB 2312 has these for names and for 乾坤
] as const)("%s has only characters of its script", (language, characters, refused) => {
  for (const [file, text] of stringsOf(language)) {
    const foreign = [...text.matchAll(/\p{sc=Han}/gu)]
      .map(([character]) => character)
      .filter((character) => !characters.has(character) || refused.includes(character));
    expect({ file, foreign }).toEqual({ file, foreign: [] });
  }
});

const words = tableLines(taiwanWords).map((line) => line.split("\t"));

test("uses the words of Taiwan in Traditional Chinese", () => {
  for (const [file, text] of stringsOf("zh-Hant")) {
    const found = words.filter(([refused = ""]) => new RegExp(refused, "u").test(text));
    expect({ file, found }).toEqual({ file, found: [] });
  }
});

test("never suggests a word that is refused itself", () => {
  for (const [refused = "", instead = ""] of words)
    for (const word of instead.split("、")) expect([word, new RegExp(refused, "u").test(word)]).toEqual([word, false]);
});
