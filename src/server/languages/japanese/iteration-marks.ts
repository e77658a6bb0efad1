import { isHan, voice } from "./kana.ts";
import { allOf, type Readings } from "./readings.ts";
import type { Token } from "./tokens.ts";

/** Joins 々 with the word before it, whose last kanji it repeats: 神|々 → 神々. How the repeated kanji sounds is a guess: かみがみ. */
export function joinIterationMarks(
  text: string,
  tokens: readonly Token[],
  readingsOf: (kanji: string) => Readings,
): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (!/^々+$/.test(token.surface) || last?.end !== token.start || !isHan(last.surface)) {
      joined.push(token);
      continue;
    }
    const kanji = last.surface.at(-1) ?? "";
    const common = last.readings.common.flatMap((reading) => {
      const repeated = allOf(readingsOf(kanji)).find((end) => reading.endsWith(end));
      return repeated ? [reading + voice(repeated), reading + repeated] : [];
    });
    const readings: Readings = { common: common.slice(0, 1), rare: [...new Set(common.slice(1))], origin: "guess" };
    const surface = last.surface + token.surface;
    const sort = { part: "名詞", kind: "一般", subkind: "" };
    joined[joined.length - 1] = {
      ...last,
      ...sort,
      surface,
      end: token.end,
      readings,
      sound: common[0] ?? "",
      base: surface,
    };
  }
  return joined;
}
