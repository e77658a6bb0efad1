import { japanese, toHiragana } from "#shared/languages/japanese.ts";
import { remember } from "#shared/remember.ts";
import { isCounter, parseNumber, readCounted, readNumber } from "./counters.ts";
import { withHomographs } from "./homographs.ts";
import { foldSounds } from "./sounds.ts";
import { createTokenizer, type Token } from "./tokens.ts";
import { groupTokens, lemmaOf, partOfSpeechOf } from "./words.ts";
import {
  type LanguageAnalyser,
  type LanguageData,
  letterRuns,
  readingsFrom,
  type ReadingSpan,
  toWord,
  unchecked,
  unique,
} from "#server/languages/language-analyser.ts";
import type { ReadingCheck } from "#server/languages/types.ts";

const hasHan = (text: string) => /\p{sc=Han}/u.test(text);
const hasNumber = (text: string) => /\p{N}/u.test(text);
const isKana = (text: string) => /^[\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u.test(text.normalize("NFKC"));

/** The dictionary's tokens, and the same with numbers joined. */
type ReadText = { tokens: Token[]; merged: Token[] };

/** Words and readings from IPADIC, segmented and corrected for learners. */
export function createJapanese(_data: LanguageData): LanguageAnalyser {
  const tokenize = createTokenizer();
  // a card asks for its words and then for each of its readings, and several answers run at once
  const read = remember(8, (text): ReadText => {
    const tokens = tokenize(text)
      .map((token) => withHomographs(token, text.slice(Math.max(0, token.start - 12), token.start)))
      .flatMap((token) => onlyLetters(text, token));
    return { tokens, merged: mergeNumbers(tokens) };
  });

  function check(text: string, { start, end, reading }: ReadingSpan): ReadingCheck {
    const surface = text.slice(start, end);
    if (reading === "" && isKana(surface)) return { verdict: "agrees", candidates: [], state: "known" };
    const here = covering(read(text), start, end);
    const alone = joinReadings(mergeNumbers(tokenize(surface).map((token) => withHomographs(token, ""))));
    const candidates = unique([...joinReadings(here ?? []), ...alone]).slice(0, 8);
    if (candidates.length === 0) return unchecked;
    const known = readingsFrom("entry", candidates);
    if (reading === "") return { verdict: "unchecked", ...known };
    const given = japanese.normaliseReading(reading);
    if (!japanese.canBeReading(surface, reading)) return { verdict: "conflict", ...known };
    if (given === candidates[0]) return { verdict: "agrees", ...known };
    const sounds = [...candidates, ...(here ? [here.map(({ sound }) => sound).join("")] : [])].map(foldSounds);
    return { verdict: sounds.includes(foldSounds(given)) ? "possible" : "conflict", ...known };
  }

  return {
    analyse: (text) =>
      groupTokens(read(text).merged).map((group) => {
        const { start = 0 } = group[0] ?? {};
        const { end = 0 } = group.at(-1) ?? {};
        const surface = text.slice(start, end);
        const candidates = hasHan(surface) || hasNumber(surface) ? joinReadings(group) : [];
        const lemma = lemmaOf(group);
        return toWord(text, start, end, {
          reading: candidates[0] ?? "",
          partOfSpeech: partOfSpeechOf(group),
          ...(lemma !== null && lemma !== surface && { lemma }),
          ...(isKana(surface) ? { candidates, state: "known" as const } : readingsFrom("entry", candidates)),
        });
      }),
    check,
  };
}

/** The tokens of exactly this span, with numbers joined. Null if a token crosses the span's edge. */
function covering({ tokens, merged }: ReadText, start: number, end: number): Token[] | null {
  const inside = (all: readonly Token[]) => {
    const some = all.filter((token) => token.start < end && start < token.end);
    return some[0]?.start === start && some.at(-1)?.end === end ? some : null;
  };
  const fine = inside(tokens);
  return fine && (inside(merged) ?? fine);
}

/** All combinations of the tokens' readings, most likely first. Empty if one token has no reading. */
function joinReadings(tokens: readonly Token[]): string[] {
  if (tokens.length === 0) return [];
  return tokens
    .reduce<string[]>(
      (before, { readings }) => before.flatMap((said) => readings.map((reading) => said + reading)).slice(0, 16),
      [""],
    )
    .slice(0, 8);
}

/** Removes what belongs to no word, such as `。` and `😀`. An unknown token like `😀𠮷` keeps its letters. */
function onlyLetters(text: string, token: Token): Token[] {
  const runs = letterRuns(text, token.start, token.end);
  if (runs.length === 1 && runs[0]?.start === token.start && runs[0].end === token.end) return [token];
  return runs.map((run) => {
    const surface = text.slice(run.start, run.end);
    return { ...token, ...run, surface, readings: isKana(surface) ? [toHiragana(surface.normalize("NFKC"))] : [] };
  });
}

/** Joins a number with its counter: `二|〇|日 → 二〇日`. */
function mergeNumbers(tokens: readonly Token[]): Token[] {
  const merged: Token[] = [];
  if (!tokens.some(isNumber)) return [...tokens];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    const run = numberRun(tokens, index);
    const read = run.length > 0 ? readRun(run, merged.at(-1)) : null;
    merged.push(read ?? token);
    if (read) index += run.length - 1;
  }
  return merged;
}

const isNumber = ({ part, kind, surface }: Token) => (part === "名詞" && kind === "数") || /^\p{Nd}+$/u.test(surface);

/** The number that starts here, with the counter after it. */
function numberRun(tokens: readonly Token[], from: number): Token[] {
  const run: Token[] = [];
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || !follows(run, token)) break;
    const isLast = !isNumber(token);
    if (isLast && (run.length === 0 || !(token.subkind === "助数詞" || isCounter(token.surface)))) break;
    run.push(token);
    if (isLast) break;
  }
  return run;
}

const follows = (run: readonly Token[], token: Token) => run.length === 0 || run.at(-1)?.end === token.start;

function readRun(run: readonly Token[], before: Token | undefined): Token | null {
  const [head] = run;
  const last = run.at(-1);
  if (!head || !last) return null;
  const counter = isNumber(last) ? null : last;
  const digits = run.filter(isNumber).map(({ surface }) => surface);
  const number = parseNumber(digits.join(""));
  if (number === null) return null;
  const isDate = before?.end === head.start && before.surface.endsWith("月");
  const counted = counter ? readCounted(number, counter.surface, isDate) : readNumber(number);
  const joined = counter ? readNumber(number).flatMap((said) => counter.readings.map((reading) => said + reading)) : [];
  const readings = counted.length > 0 ? counted : joined;
  const surface = run.map((token) => token.surface).join("");
  const sort = { part: "名詞", kind: "数", subkind: "", form: "", conjugation: "" };
  return { ...head, ...sort, surface, end: last.end, readings, sound: readings[0] ?? "", base: surface };
}
