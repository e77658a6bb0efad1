import { groupTokens, isUnknownCompound, isUnknownName } from "./groups.ts";
import { hasHan } from "./kana.ts";
import { unique } from "#server/languages/language-analyser.ts";
import { allOf, combine, noReadings, type Readings } from "./readings.ts";
import type { Token } from "./tokens.ts";

/** The readings of a word that consists of these tokens. */
export function readGroup(group: readonly Token[]): Readings {
  const [only] = group;
  if (only && group.length === 1) return only.readings;
  if (group.some((token, at) => at > 0 && isUnknownName(group[at - 1]!, token))) return noReadings;
  const isUnknown = group.some((token, at) => at > 0 && isUnknownCompound(group[at - 1]!, token));
  // the readings of 八, 宝 and 菜 do not give that of 八宝菜
  if (isUnknown && group.some(({ kind }) => kind === "数")) return noReadings;
  return combine(
    group.map(({ readings }) => readings),
    isUnknown ? "guess" : originOf(group),
  );
}

/** The least certain origin of the parts. */
const originOf = (tokens: readonly Token[]) =>
  (["guess", "rule"] as const).find((origin) => tokens.some(({ readings }) => readings.origin === origin)) ?? "entry";

/** The readings of several words that a claim treats as one. Where two words with kanji meet, the second may change its first sound. */
export function readCompound(tokens: readonly Token[]): Readings {
  const groups = groupTokens(tokens);
  const read = groups.map(readGroup);
  const meet = groups.some((group, at) => at > 0 && isContent(groups[at - 1]!) && isContent(group));
  const isGuess = meet || read.some(({ origin }) => origin === "guess");
  return groups.length === 1 ? read[0]! : combine(read, isGuess ? "guess" : "rule");
}

const isContent = (group: readonly Token[]) =>
  hasHan(group[0]!.surface) && !["助詞", "助動詞", "動詞", "形容詞", "副詞"].includes(group.at(-1)!.part);

/** The readings of a part of a word, which are what is left of the word's: 金 of 金メダル is きん. */
export function readPart(word: Readings, before: Readings | "", after: Readings | ""): Readings {
  const starts = before === "" ? [""] : allOf(before);
  const ends = after === "" ? [""] : allOf(after);
  const rest = (reading: string) =>
    starts.flatMap((start) =>
      ends
        .filter(
          (end) => reading.length > start.length + end.length && reading.startsWith(start) && reading.endsWith(end),
        )
        .map((end) => reading.slice(start.length, reading.length - end.length)),
    );
  const common = unique(word.common.flatMap(rest));
  return {
    common,
    rare: unique(word.rare.flatMap(rest)).filter((reading) => !common.includes(reading)),
    origin: word.origin,
  };
}
