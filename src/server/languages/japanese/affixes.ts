import prefixTable from "./prefixes.tsv" with { type: "text" };
import suffixTable from "./suffixes.tsv" with { type: "text" };
import { homographs } from "./homographs.ts";
import { hasHan, isHan, isKatakana, unvoice } from "./kana.ts";
import type { Lexicon } from "./lexicon.ts";
import { noReadings, type Readings, rule } from "./readings.ts";
import { listOf, readTable } from "./table.ts";
import type { Token } from "./tokens.ts";

type Affix = { readings: Readings; only: string[] };
const affixes = (table: string): ReadonlyMap<string, readonly Affix[]> => {
  const all = new Map<string, Affix[]>();
  for (const [affix, readings, only = "-"] of readTable(table))
    all.set(affix!, [...(all.get(affix!) ?? []), { readings: parseReadings(readings), only: only.split(",") }]);
  return all;
};
/** `しょ/じょ` leaves the word open; what follows a comma is right too. */
function parseReadings(cell: string | undefined): Readings {
  const [first, ...rare] = listOf(cell);
  return rule(listOf(first, "/"), rare);
}

const prefixes = affixes(prefixTable);
const suffixes = affixes(suffixTable);

export const isPrefix = (token: Token) => token.part === "接頭詞" && prefixes.has(token.surface);
export const isSuffix = ({ part, kind, subkind, surface }: Token) =>
  part === "名詞" && kind === "接尾" && (isHan(surface) || (hasHan(surface) && subkind === "一般"));

const conditions: Record<string, (neighbour: Token) => boolean> = {
  "-": ({ kind }) => kind !== "副詞可能",
  time: ({ kind }) => kind === "副詞可能",
  name: ({ kind }) => kind === "固有名詞",
  person: ({ subkind }) => subkind === "人名",
  place: ({ subkind }) => subkind === "地域",
  katakana: ({ surface }) => isKatakana(surface),
  kana: ({ surface }) => !isHan(surface),
  kanji: ({ surface }) => isHan(surface),
  verbal: ({ kind }) => kind === "サ変接続",
};

/** Reads a prefix or suffix beside this word: 大喜び おお, 大企業 だい. Null if no line of the tables fits. */
function readAffix(affix: Token, neighbour: Token, rows: readonly Affix[] | undefined): Token | null {
  const row = rows?.find(({ only }) => only.some((name) => conditions[name]?.(neighbour)));
  return row ? { ...affix, readings: row.readings, sound: row.readings.common[0] ?? "" } : null;
}

/** Beside another single kanji an affix may be read differently: this reading is a guess. */
const asGuess = (affix: Token): Token => ({ ...affix, readings: { ...affix.readings, origin: "guess" } });

/** 食い is ぐい after a noun only, so without one it is くい. */
function asLoose(suffix: Token): Token {
  const { common, rare } = suffix.readings;
  const plain = common.map(unvoice);
  return {
    ...suffix,
    readings: { common: plain, rare: [...common, ...rare].filter((said) => !plain.includes(said)), origin: "guess" },
  };
}

/**
 * Reads prefixes and suffixes by our tables. What IPADIC takes for a suffix though it follows no noun is a word of its own: 3回|薬, 一日中|家.
 * So is a prefix that is not in the table: 今|電話.
 */
export function readAffixes(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  return tokens.map((token, at) => {
    const [before, next] = [tokens[at - 1], tokens[at + 1]];
    if (!hasHan(token.surface)) return token;
    if (token.part === "接頭詞" && next?.start === token.end && next.part === "名詞") {
      const read = readAffix(token, next, prefixes.get(token.surface));
      if (!read) return asWord(token, lexicon) ?? token;
      return /^\p{sc=Han}$/u.test(next.surface) ? asGuess(read) : read;
    }
    if (!isSuffix(token)) return token;
    if (before?.end === token.start && (takesSuffix(before) || before.kind === "副詞可能")) {
      const rows = suffixes.get(token.surface);
      return (
        readAffix(token, before, rows) ??
        (rows && asWord(token, lexicon)) ??
        (takesSuffix(before) ? asGuess(token) : token)
      );
    }
    return token.subkind === "助数詞" ? token : (asWord(token, lexicon) ?? asLoose(token));
  });
}

// IPADIC calls お忙しい a noun
export const takesSuffix = ({ part, kind, word, surface }: Token) =>
  ((part === "名詞" && !["代名詞", "数", "非自立", "副詞可能"].includes(kind)) || part === "UNK" || word === "noun") &&
  !surface.endsWith("しい");

function asWord(token: Token, lexicon: Lexicon): Token | null {
  const [found] = lexicon.words(token.surface);
  if (!found && !homographs.has(token.surface)) return null;
  const isAdverb = found?.partsOfSpeech.includes("adverb") || token.surface === "今";
  return { ...token, part: "名詞", kind: isAdverb ? "副詞可能" : "一般", subkind: "", readings: noReadings };
}
