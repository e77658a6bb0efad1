import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";
import { z } from "zod";
import type { Entry } from "#server/dictionaries/types.ts";
import { isCounter } from "./counters.ts";
import { hasHan } from "./kana.ts";
import { isForLearners, type Lexicon, readEntries } from "./lexicon.ts";
import { entry, type Readings } from "./readings.ts";
import { listOf, readTable } from "./table.ts";
import { inflects, type Token, type Tokenize } from "./tokens.ts";
import wordTable from "./words.tsv" with { type: "text" };

type ListedWord = { readings: Readings; part: PartOfSpeech };
const listedWords = new Map<string, ListedWord>();
for (const [words, readings, part] of readTable(wordTable)) {
  const [first = "", ...others] = listOf(readings);
  for (const word of listOf(words)) {
    listedWords.set(word, { readings: entry([first || word], others), part: z.enum(partsOfSpeech).parse(part) });
  }
}
const longestListed = Math.max(...[...listedWords.keys()].map((word) => word.length));

/** Makes one token of words that IPADIC cuts into pieces: those of our table, and those that a dictionary has as a whole. */
export function joinWords(text: string, tokens: readonly Token[], lexicon: Lexicon, tokenize: Tokenize): Token[] {
  const joined: Token[] = [];
  let rest = [...tokens];
  while (rest.length > 0) {
    const [listed, entry] = [findListed(text, rest, tokenize), findEntry(text, rest, joined.at(-1), lexicon)];
    const found = entry && listed && entry.word.end > listed.word.end ? entry : (listed ?? entry);
    joined.push(found?.word ?? rest[0]!);
    rest = found?.rest ?? rest.slice(1);
  }
  return joined;
}

const insideNumber = /^[\d〇一二三四五六七八九十百千]{2}$/;

type Found = { word: Token; rest: Token[] };

/** A word of the table that begins with the first token. It may end inside a token, whose remainder is then cut again. */
function findListed(text: string, tokens: readonly Token[], tokenize: Tokenize): Found | null {
  const { start } = tokens[0]!;
  if (insideNumber.test(text.slice(Math.max(0, start - 1), start + 1))) return null; // 1日中 is no word in 31日中に
  for (let length = longestListed; length > 0; length--) {
    const word = listedWords.get(text.slice(start, start + length));
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
  const gap = tokens.findIndex((token, at) => at > 0 && tokens[at - 1]!.end !== token.start);
  const run = tokens.slice(0, Math.min(mostTokens, gap < 0 ? tokens.length : gap));
  for (let count = run.length; count > 1; count--) {
    const pieces = run.slice(0, count);
    const { start } = pieces[0]!;
    const { end } = pieces.at(-1)!;
    const surface = text.slice(start, end);
    if (!hasHan(surface) || !canBeJoined(pieces, before, tokens[count])) continue;
    const areNouns = pieces.every(canBePiece);
    if (!areNouns && hasParticle(pieces)) continue;
    const entries = lexicon.words(surface).filter((found) => areNouns || isNounForLearners(found));
    const [found] = entries;
    if (!found) continue;
    const word = wordToken(text, start, end, readEntries(entries, undefined), found.partsOfSpeech[0] ?? "noun");
    return { word, rest: tokens.slice(count) };
  }
  return null;
}

/** Whether these tokens may be one word though IPADIC cuts them: not if a number or an ending goes on where they begin or end. */
function canBeJoined(pieces: readonly Token[], before: Token | undefined, next: Token | undefined): boolean {
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  const isAfterNumber = before?.end === first.start && isDigits(before);
  const follows = next?.start === last.end ? next : undefined;
  // 十二時 is not 十 and 二時; 230円 and 円安 share a token only by chance
  if (isAfterNumber && (isDigits(first) || isCounter(first.surface))) return false;
  if (follows && isDigits(last) && (isDigits(follows) || isCounter(follows.surface))) return false;
  return !isInflected(last, follows) && !isCounted(pieces);
}

/** Particles stay apart: 子どもの頃. */
const hasParticle = (pieces: readonly Token[]) =>
  pieces.some(({ surface, part }, at) => {
    const isLast = at === pieces.length - 1;
    return (part === "助詞" && (isLast || /^[のをにへとはも]$/.test(surface))) || (part === "助動詞" && isLast);
  });

/** A noun that learners' dictionaries have may hold any piece: 障がい者, 我が儘. What ends in い may be an adjective, which inflects. */
const isNounForLearners = (found: Entry) =>
  isForLearners(found) &&
  found.partsOfSpeech.some((part) => part === "noun" || part === "name" || part === "adjective") &&
  !found.spellings[0]?.endsWith("い");

const canBePiece = ({ part, kind, form }: Token) =>
  (part === "名詞" && kind !== "非自立" && kind !== "代名詞") ||
  part === "接頭詞" ||
  part === "UNK" ||
  (part === "動詞" && form === "連用形");
const isDigits = ({ kind, surface }: Token) => kind === "数" || /^\p{Nd}+$/u.test(surface);

/** 食べ過ぎ is a noun, but not in 食べ過ぎた. */
const isInflected = (last: Token, next: Token | undefined) =>
  inflects(last) &&
  next !== undefined &&
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
