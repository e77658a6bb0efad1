import prefixTable from "./prefixes.tsv" with { type: "text" };
import suffixTable from "./suffixes.tsv" with { type: "text" };
import { homographs } from "./homographs.ts";
import { hasHan, isHan, isKatakana } from "./kana.ts";
import type { Lexicon } from "./lexicon.ts";
import { entry, type Readings } from "./readings.ts";
import { listOf, readTable } from "./table.ts";
import type { Token } from "./tokens.ts";

type Affix = { readings: Readings; only: string };
const affixes = (table: string): ReadonlyMap<string, readonly Affix[]> => {
  const all = new Map<string, Affix[]>();
  for (const [affix, readings, only = "-"] of readTable(table))
    all.set(affix!, [...(all.get(affix!) ?? []), { readings: parseReadings(readings), only }]);
  return all;
};
/** `しょ/じょ` leaves the word open; what follows a comma is right too. */
function parseReadings(cell: string | undefined): Readings {
  const [first, ...rare] = listOf(cell);
  return { ...entry(listOf(first, "/"), rare), origin: "rule" };
}

const prefixes = affixes(prefixTable);
const suffixes = affixes(suffixTable);

export const isPrefix = (token: Token) => token.part === "接頭詞" && prefixes.has(token.surface);
export const isSuffix = ({ part, kind, surface }: Token) => part === "名詞" && kind === "接尾" && isHan(surface);

const conditions: Record<string, (neighbour: Token) => boolean> = {
  "-": () => true,
  name: ({ kind }) => kind === "固有名詞",
  person: ({ subkind }) => subkind === "人名",
  place: ({ subkind }) => subkind === "地域",
  katakana: ({ surface }) => isKatakana(surface),
  kana: ({ surface }) => !isHan(surface),
  kanji: ({ surface }) => isHan(surface),
  verbal: ({ kind }) => kind === "サ変接続",
};

/** The readings of a prefix or suffix beside this word: 大喜び おお, 大企業 だい. One that is not in the tables is a guess. */
function readAffix(affix: Token, neighbour: Token, rows: readonly Affix[] | undefined): Token {
  const row = rows?.find(({ only }) => listOf(only).some((name) => conditions[name]?.(neighbour)) || only === "-");
  const readings: Readings = row?.readings ?? { ...affix.readings, origin: "guess" };
  return { ...affix, readings, sound: readings.common[0] ?? affix.sound };
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
      return prefixes.has(token.surface) ? readAffix(token, next, prefixes.get(token.surface)) : asWord(token, lexicon);
    }
    if (!isSuffix(token)) return token;
    if (before?.end === token.start && takesSuffix(before))
      return readAffix(token, before, suffixes.get(token.surface));
    return token.subkind === "助数詞" ? token : asWord(token, lexicon);
  });
}

export const takesSuffix = ({ part, kind, word }: Token) =>
  (part === "名詞" && !["代名詞", "数", "非自立", "副詞可能"].includes(kind)) || part === "UNK" || word === "noun";

function asWord(token: Token, lexicon: Lexicon): Token {
  const [found] = lexicon.words(token.surface);
  if (!found && !homographs.has(token.surface)) return token;
  const isAdverb = found?.partsOfSpeech.includes("adverb") || token.surface === "今";
  return { ...token, part: "名詞", kind: isAdverb ? "副詞可能" : "一般", subkind: "" };
}
