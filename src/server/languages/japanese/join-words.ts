import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";
import { z } from "zod";
import { isCounter } from "./counters.ts";
import { hasHan } from "./kana.ts";
import { type Lexicon, readEntries } from "./lexicon.ts";
import { entry, type Readings } from "./readings.ts";
import { listOf, readTable } from "./table.ts";
import { inflects, type Token, type Tokenize } from "./tokens.ts";
import wordTable from "./words.tsv" with { type: "text" };

type ListedWord = { readings: Readings; part: PartOfSpeech };
const listed = new Map<string, ListedWord>();
for (const [words, readings, part] of readTable(wordTable)) {
  const [first = "", ...others] = listOf(readings);
  for (const word of listOf(words)) {
    listed.set(word, { readings: entry([first || word], others), part: z.enum(partsOfSpeech).parse(part) });
  }
}
const longestListed = Math.max(...[...listed.keys()].map((word) => word.length));

/** Makes one token of words that IPADIC cuts into pieces: those of our table, and those that a dictionary has as a whole. */
export function joinWords(text: string, tokens: readonly Token[], lexicon: Lexicon, tokenize: Tokenize): Token[] {
  const joined: Token[] = [];
  let rest = [...tokens];
  while (rest.length > 0) {
    const found = findListed(text, rest, tokenize) ?? findEntry(text, rest, joined.at(-1), lexicon);
    joined.push(found?.word ?? rest[0]!);
    rest = found?.rest ?? rest.slice(1);
  }
  return joined;
}

type Found = { word: Token; rest: Token[] };

/** A word of the table that begins with the first token. It may end inside a token, whose remainder is then cut again. */
function findListed(text: string, tokens: readonly Token[], tokenize: Tokenize): Found | null {
  const { start } = tokens[0]!;
  for (let length = longestListed; length > 0; length--) {
    const word = listed.get(text.slice(start, start + length));
    if (!word) continue;
    const end = start + length;
    const last = tokens.findIndex((token) => token.end >= end);
    // 推し is no word of 推し量る, and 着替え of 着替えて is a verb
    if (last < 0 || (last === 0 && (tokens[0]!.end > end || inflects(tokens[0]!)))) continue;
    const remainder = text.slice(end, tokens[last]!.end);
    const cut = tokenize(remainder).map((token) => ({ ...token, start: token.start + end, end: token.end + end }));
    return { word: wordToken(text, start, end, word.readings, word.part), rest: [...cut, ...tokens.slice(last + 1)] };
  }
  return null;
}

const mostTokens = 5;

/** The longest run of tokens that a dictionary has as one word: 百|合 → 百合. */
function findEntry(text: string, tokens: readonly Token[], before: Token | undefined, lexicon: Lexicon): Found | null {
  const run: Token[] = [];
  for (const token of tokens.slice(0, mostTokens)) {
    if (!canBePiece(token) || (run.length > 0 && run.at(-1)!.end !== token.start)) break;
    run.push(token);
  }
  for (let count = run.length; count > 1; count--) {
    const [first, last, next] = [run[0]!, run[count - 1]!, tokens[count]];
    const surface = text.slice(first.start, last.end);
    // 十二時 is not 十 and 二時
    if (isDigits(first) && before?.end === first.start && isDigits(before)) continue;
    if (isDigits(last) && next?.start === last.end && (isDigits(next) || isCounter(next.surface))) continue;
    if (isInflected(last, next)) continue;
    // 230円 and 円安 share a token only by chance
    if (before?.end === first.start && isDigits(before) && isCounter(first.surface)) continue;
    if (!hasHan(surface) || isCounted(run.slice(0, count))) continue;
    const entries = lexicon.words(surface);
    if (entries.length === 0) continue;
    const word = wordToken(
      text,
      first.start,
      last.end,
      readEntries(entries, undefined),
      entries[0]!.partsOfSpeech[0] ?? "noun",
    );
    return { word, rest: tokens.slice(count) };
  }
  return null;
}

const canBePiece = ({ part, kind, form }: Token) =>
  (part === "名詞" && kind !== "非自立" && kind !== "代名詞") ||
  part === "接頭詞" ||
  part === "UNK" ||
  (part === "動詞" && form === "連用形");
const isDigits = ({ kind, surface }: Token) => kind === "数" || /^\p{Nd}+$/u.test(surface);

/** 食べ過ぎ is a noun, but not in 食べ過ぎた. */
const isInflected = (last: Token, next: Token | undefined) =>
  last.part === "動詞" &&
  next?.start === last.end &&
  (next.part === "助動詞" || next.kind === "接続助詞" || (next.part === "動詞" && next.kind !== "自立"));

/** A number, or a number with a counter, which may be followed by 目 or 後: it is read elsewhere. */
function isCounted(tokens: readonly Token[]): boolean {
  const counter = tokens.findIndex((token) => !isDigits(token));
  return (
    counter !== 0 &&
    (counter < 0 ||
      isCounter(
        tokens
          .slice(counter)
          .map(({ surface }) => surface)
          .join(""),
      ))
  );
}

function wordToken(text: string, start: number, end: number, readings: Readings, word: PartOfSpeech): Token {
  const surface = text.slice(start, end);
  const isAdverb = word === "adverb";
  const sort = {
    part: isAdverb ? "副詞" : "名詞",
    kind: word === "pronoun" ? "代名詞" : "一般",
    subkind: "",
    detail: "",
  };
  return {
    surface,
    start,
    end,
    readings,
    sound: readings.common[0] ?? "",
    base: surface,
    ...sort,
    form: "",
    conjugation: "",
    word,
  };
}
