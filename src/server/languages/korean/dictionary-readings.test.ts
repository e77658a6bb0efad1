import { expect, test } from "bun:test";
import fs from "node:fs";
import { readStarter } from "#server/dictionaries/formats/starter.ts";
import { listedWords } from "./listed-words.ts";
import { findMarks } from "./find-marks.ts";

const folder = "src/server/dictionaries/starter/ko";
const entries = fs
  .readdirSync(folder)
  .flatMap((file) => [...readStarter(fs.readFileSync(`${folder}/${file}`, "utf8"), file)])
  .flatMap((piece) => ("entry" in piece ? [piece.entry] : []));

test("the rules give each pronunciation of the starter dictionary, with marks at some places", () => {
  const wrong = entries.flatMap(({ spellings, readings, partsOfSpeech }) => {
    const isVerb = partsOfSpeech.some((part) => part === "verb" || part === "adjective");
    return spellings.flatMap((word) => {
      if (!/^[가-힣]+$/.test(word)) return [];
      const stemEnd = isVerb && word.endsWith("다") ? word.length - 2 : -1;
      return readings.filter((reading) => !findMarks(word, reading, stemEnd)).map((reading) => `${word} [${reading}]`);
    });
  });
  expect(wrong).toEqual([]);
});

test("a listed word is not also an entry of the starter dictionary", () => {
  const words = new Set(entries.flatMap(({ spellings }) => spellings));
  expect(listedWords.filter((word) => words.has(word))).toEqual([]);
});
