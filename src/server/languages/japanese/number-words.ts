import { hasHan } from "./kana.ts";
import { isCounter, type Vague } from "./counters.ts";
import endingTable from "./number-endings.tsv" with { type: "text" };
import type { Lexicon } from "./lexicon.ts";
import { readNumeral } from "./numeral.ts";
import { isNumeric } from "./numbers.ts";
import { combine, entry, noReadings, type Readings } from "./readings.ts";
import { readTable } from "./table.ts";
import { type Token, unitSigns } from "./tokens.ts";

const endings = new Map(readTable(endingTable).map(([ending, reading]) => [ending!, entry([reading!])]));

/** Joins a number with its counter and what belongs to them: `二|〇|日 → 二〇日`, `3|年|後 → 3年後`, `何|人 → 何人`. */
export function joinNumbers(text: string, all: readonly Token[], lexicon: Lexicon): Token[] {
  const tokens = all.flatMap((token, at) => splitToken(token, all[at - 1]));
  const joined: Token[] = [];
  let index = 0;
  while (index < tokens.length) {
    if (isScore(tokens, index) && joined.at(-1)?.kind === "数") {
      joined.push({ ...tokens[index++]!, part: "名詞", kind: "非自立" });
      continue;
    }
    const found = numberAt(text, tokens, index, joined.at(-1), lexicon);
    // a sign without a number is no word
    if (found || !unitSigns.test(tokens[index]!.surface)) joined.push(found?.token ?? tokens[index]!);
    index += found?.count ?? 1;
  }
  return joined;
}

/** IPADIC has 分の of 三分の一 as one word, and finds it in 15分の距離. It also has 二つ, which 目 may follow, and 戦中, which is no word in 20戦中. */
function splitToken(token: Token, before: Token | undefined): Token[] {
  const [, whole = "", ending = ""] = /^(.)(.+)$/u.exec(token.surface) ?? [];
  const isAfterNumber = before?.end === token.start && isNumber(before);
  const isCounted = isAfterNumber && isCounter(whole) && endings.has(ending) && !isCounter(token.surface);
  const [first, second] = isCounted
    ? [whole, ending]
    : (/^(分)(の)$|^([一二三四五六七八九])(つ)$/.exec(token.surface)?.slice(1).filter(Boolean) ?? []);
  if (!first || !second || token.word) return [token];
  const middle = token.start + first.length;
  const counter = { kind: "接尾", subkind: "助数詞" };
  const head = second === "つ" ? { kind: "数", subkind: "" } : counter;
  const tail = second === "の" ? { part: "助詞", kind: "連体化", subkind: "" } : counter;
  return [
    { ...token, ...head, surface: first, base: first, end: middle, readings: noReadings },
    { ...token, ...tail, surface: second, base: second, start: middle, readings: entry([second]), sound: second },
  ];
}

type Found = { token: Token; count: number };

const isNumber = ({ part, kind, surface }: Token) =>
  (part === "名詞" && kind === "数" && isNumeric(surface)) || /^\p{Nd}+$/u.test(surface);

function numberAt(
  text: string,
  tokens: readonly Token[],
  from: number,
  before: Token | undefined,
  lexicon: Lexicon,
): Found | null {
  const first = tokens[from]!;
  if (before?.detail === "名" && before.end === first.start) return null; // 三 of a name: 晋三
  const vague = isVague(first.surface) ? first.surface : null;
  const digits = countDigits(text, tokens, vague ? from + 1 : from) + (vague ? 1 : 0);
  const counter = isScore(tokens, from + digits) ? null : counterAt(text, tokens, from + digits);
  if (digits === 0 || (digits === 1 && vague && !counter)) return null;
  const numberEnd = tokens[from + digits - 1]!.end;
  const counted = digits + (counter?.count ?? 0);
  const readings = readNumeral(
    {
      vague,
      digits: text.slice(vague ? first.end : first.start, numberEnd),
      counter: counter?.name ?? null,
      isDate: before?.end === first.start && before.surface.endsWith("月"),
      isFraction: isFraction(text, tokens[from + counted - 1]!),
      isInRow: isInRow(text, first.start, numberEnd),
    },
    lexicon,
  );
  const after = counter || vague ? endingsAt(tokens, from + counted) : [];
  const count = counted + after.length;
  const { end } = tokens[from + count - 1]!;
  const surface = text.slice(first.start, end);
  const said = combine([readings, ...after], readings.origin === "guess" ? "guess" : "rule");
  const sort = { part: "名詞", kind: "数", subkind: counter ? "助数詞" : "", detail: "", form: "", conjugation: "" };
  const token = { ...first, ...sort, surface, end, readings: said, sound: said.common[0] ?? "", base: surface };
  return { count, token };
}

const isVague = (surface: string): surface is Vague => surface === "何" || surface === "数" || surface === "幾";

/** The readings of what follows a number with its counter: 後 of 3年後. */
function endingsAt(tokens: readonly Token[], from: number): Readings[] {
  const found: Readings[] = [];
  for (let at = from; tokens[at]?.start === tokens[at - 1]?.end; at++) {
    const ending = endings.get(tokens[at]?.surface ?? "");
    if (!ending) break;
    found.push(ending);
  }
  return found;
}

/** How many tokens the number that starts here has. `1,000` is one number. */
function countDigits(text: string, tokens: readonly Token[], from: number): number {
  let count = 0;
  for (const token of tokens.slice(from)) {
    const last = tokens[from + count - 1];
    const between = last && count > 0 ? text.slice(last.end, token.start) : "";
    const isArabic = last !== undefined && /\d$/.test(last.surface) && /^\d/.test(token.surface);
    const goesOn = between === "" || (/^[,.]$/.test(between) && isArabic) || (between === "・" && !isArabic);
    if (!isNumber(token) || !goesOn) break;
    count++;
  }
  return count;
}

/** 分 of 三分の一. */
const isFraction = (text: string, { surface, end }: Token) =>
  surface === "分" && /^の[\d一二三四五六七八九十]/.test(text.slice(end, end + 2));

/** 1234 of 03-1234-5678 */
const isInRow = (text: string, start: number, end: number) =>
  /\d-$/.test(text.slice(Math.max(0, start - 2), start)) || /^-\d/.test(text.slice(end, end + 2));

/** 二対一 is no pair. */
const isScore = (tokens: readonly Token[], at: number) =>
  tokens[at]?.surface === "対" && tokens[at + 1] !== undefined && isNumber(tokens[at + 1]!);

const longestCounter = 4;

/** The longest counter of the table that starts here. */
function counterAt(text: string, tokens: readonly Token[], from: number): { name: string; count: number } | null {
  const first = tokens[from];
  if (!first || tokens[from - 1]?.end !== first.start) return null;
  for (let count = longestCounter; count > 0; count--) {
    const last = tokens[from + count - 1];
    if (!last) continue;
    const name = text.slice(first.start, last.end);
    if (isCounter(name) && (count > 1 || isCounterToken(first))) return { name, count };
  }
  return null;
}

/** Kanji after a number count something. Kana must be a counter for IPADIC too: 3つ, not 3 + が. */
const isCounterToken = ({ surface, subkind, part, kind }: Token) =>
  hasHan(surface) ||
  subkind === "助数詞" ||
  part === "UNK" ||
  (part === "名詞" && kind !== "非自立") ||
  surface === "つ";
