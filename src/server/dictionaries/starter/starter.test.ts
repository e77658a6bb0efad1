import { describe, expect, test } from "bun:test";
import fs from "node:fs";
import { join } from "node:path";
import type { Draft } from "#server/dictionaries/formats/draft.ts";
import { readStarter } from "#server/dictionaries/formats/starter.ts";
import { createTokenizer } from "#server/languages/japanese/tokens.ts";
import { toHiragana } from "#shared/languages/japanese.ts";
import unlikeIpadic from "./unlike-ipadic.tsv" with { type: "text" };

type Line = { place: string; entry: Draft };

/** Throws for a wrong number of columns, an unknown part of speech and a wrong level. */
const readAll = (language: "ja" | "ko"): Line[] => {
  const folder = join(import.meta.dir, language);
  return fs.readdirSync(folder).flatMap((name) => {
    const lines = [...readStarter(fs.readFileSync(join(folder, name), "utf8"), name)];
    return lines.map(({ entry }) => ({ place: name, entry }));
  });
};
const ja = readAll("ja");
const ko = readAll("ko");

describe.each([
  ["Japanese", ja],
  ["Korean", ko],
] as const)("the %s dictionary", (_, lines) => {
  test("has the words of learners up to the upper intermediate level, most of them for beginners and intermediates", () => {
    const count = (...levels: number[]) => lines.filter(({ entry }) => levels.includes(entry.level ?? 0)).length;
    expect(lines.length).toBeGreaterThan(4_000);
    expect(count(1)).toBeGreaterThan(800);
    expect(count(1, 2, 3)).toBeGreaterThan(4_000);
  });

  test("has no word twice with the same reading and part of speech", () => {
    const seen = new Map<string, string>();
    const doubles = lines.flatMap(({ place, entry: { spellings, readings, partsOfSpeech } }) =>
      spellings.flatMap((spelling) => {
        const key = [spelling, readings[0] ?? "", partsOfSpeech].join(" ");
        const before = seen.get(key);
        seen.set(key, place);
        return before === undefined ? [] : [`${key} in ${before} and ${place}`];
      }),
    );
    expect(doubles).toEqual([]);
  });

  test("has clean columns: no space at an edge, no empty or doubled item, plain English meanings", () => {
    const faults = lines.flatMap(({ place, entry: { spellings, readings, meanings } }) => {
      const lists = [spellings, readings, meanings];
      const isClean = lists.every(
        (list) => list.every((item) => item !== "" && item.trim() === item) && new Set(list).size === list.length,
      );
      const isShort = meanings.length <= 5 && meanings.every((meaning) => meaning.length <= 90);
      return isClean && isShort ? [] : [[place, ...spellings, ...readings, ...meanings].join(" ")];
    });
    expect(faults).toEqual([]);
  });
});

const isKana = (text: string) => /^[\p{sc=Hiragana}\p{sc=Katakana}ー・〜～]+$/u.test(text);

test("gives Japanese readings in kana that keep the kana of the spelling: 食べる is たべる", () => {
  const faults = ja.flatMap(({ place, entry: { spellings, readings } }) => {
    if (readings.length === 0)
      return spellings.every((spelling) => isKana(spelling) || /^[A-Za-zＡ-Ｚ]+$/.test(spelling))
        ? []
        : [[place, ...spellings].join(" ")];
    return spellings
      .filter((spelling) => /\p{sc=Han}/u.test(spelling))
      .filter((spelling) => readings.some((reading) => !isKana(reading) || !holdsKana(spelling, toHiragana(reading))))
      .map((spelling) => [place, spelling, ...readings].join(" "));
  });
  expect(faults).toEqual([]);
});

/** The kana of a spelling stand in its reading in the same order. ヶ and ヵ between kanji are a counter with another sound. */
function holdsKana(spelling: string, reading: string): boolean {
  const pattern = toHiragana(spelling.replace(/[ヶヵケ](?=\p{sc=Han})/gu, "箇")).replace(/[^ぁ-ゖー]+/g, ".+");
  return new RegExp(`^${pattern}$`).test(reading);
}

test("agrees with IPADIC about the readings of Japanese words, except where a person decided", () => {
  const decided = new Set(unlikeIpadic.split("\n").map((line) => line.split("\t")[0]));
  const tokenize = createTokenizer();
  const readings = new Map<string, Set<string>>();
  for (const { entry } of ja)
    for (const spelling of entry.spellings)
      readings.set(spelling, (readings.get(spelling) ?? new Set()).union(new Set(entry.readings.map(toHiragana))));
  let compared = 0;
  const differing = [...readings].filter(([spelling, ours]) => {
    const [token, ...more] = tokenize(spelling);
    const theirs = token?.readings.common[0];
    if (more.length > 0 || theirs === undefined || ours.size === 0 || !/\p{sc=Han}/u.test(spelling)) return false;
    compared++;
    return !ours.has(theirs) && !decided.has(spelling);
  });
  expect(compared).toBeGreaterThan(8_000);
  expect(differing.map(([spelling, ours]) => [spelling, ...ours].join(" "))).toEqual([]);
});

test("gives a Korean pronunciation in Hangul that is as long as the word", () => {
  const faults = ko.flatMap(({ place, entry: { spellings, readings } }) =>
    readings.flatMap((reading) => {
      const isHangul = /^[가-힣 ]+$/.test(reading);
      const isAsLong = spellings.some(
        (spelling) => spelling.replace(/[ -]/g, "").length === reading.replaceAll(" ", "").length,
      );
      return isHangul && isAsLong ? [] : [[place, ...spellings, reading].join(" ")];
    }),
  );
  expect(faults).toEqual([]);
});
