import { japanese } from "#shared/languages/japanese.ts";
import { remember } from "#shared/remember.ts";
import {
  type LanguageAnalyser,
  type LanguageData,
  type ReadingSpan,
  toWord,
  unchecked,
} from "#server/languages/language-analyser.ts";
import type { ReadingCheck } from "#server/languages/types.ts";
import { readAffixes } from "./affixes.ts";
import { groupTokens } from "./groups.ts";
import { inflectionOf } from "./inflection.ts";
import { joinIterationMarks } from "./iteration-marks.ts";
import { joinWords } from "./join-words.ts";
import { isKana } from "./kana.ts";
import { createLexicon } from "./lexicon.ts";
import { joinNumbers } from "./number-words.ts";
import { partOfSpeechOf } from "./part-of-speech.ts";
import { type Readings, toFields } from "./readings.ts";
import { respell } from "./respell.ts";
import { foldSounds } from "./sounds.ts";
import { readToken } from "./token-readings.ts";
import { createTokenizer, type Token } from "./tokens.ts";
import { readCompound, readGroup, readPart } from "./word-readings.ts";

/** Words and readings from IPADIC, joined to words and corrected by our tables and the dictionaries. */
export function createJapanese({ dictionaries }: LanguageData): LanguageAnalyser {
  const tokenize = createTokenizer();
  const lexicon = createLexicon(dictionaries);

  // a card is analysed once and then checked word by word; several answers run at the same time
  const read = remember(8, (text): { fine: Token[]; groups: Token[][] } => {
    const plain = tokenize(text, respell(text));
    const cut = joinIterationMarks(text, plain, (kanji) => readToken(kanji, tokenize(kanji)[0]!, lexicon).readings);
    const joined = joinNumbers(text, joinWords(text, cut, lexicon, tokenize), lexicon);
    const words = readAffixes(joined, lexicon);
    return {
      fine: cut.map((token) => readToken(text, token, lexicon)),
      groups: groupTokens(words.map((token) => readToken(text, token, lexicon))),
    };
  });

  const readAlone = (text: string) => readCompound(read(text).groups.flat());

  /** The readings of a span: of a word, of a part of one, or of several words. */
  function readSpan(text: string, start: number, end: number): { readings: Readings; sound: string } {
    const { fine, groups } = read(text);
    const around = groups.find((group) => group[0]!.start <= start && group.at(-1)!.end >= end);
    if (around) {
      const [before, after] = [text.slice(around[0]!.start, start), text.slice(end, around.at(-1)!.end)];
      if (before === "" && after === "") return { readings: readGroup(around), sound: soundOf(around) };
      const part = readPart(readGroup(around), before && readAlone(before), after && readAlone(after));
      if (part.common.length > 0) return { readings: part, sound: "" };
    }
    const tokens = inside(groups.flat(), start, end) ?? inside(fine, start, end);
    return tokens
      ? { readings: readCompound(tokens), sound: soundOf(tokens) }
      : { readings: readAlone(text.slice(start, end)), sound: "" };
  }

  function check(text: string, { start, end, reading }: ReadingSpan): ReadingCheck {
    const surface = text.slice(start, end);
    if (reading === "" && isKana(surface)) return { verdict: "agrees", candidates: [], state: "known" };
    const { readings, sound } = readSpan(text, start, end);
    const known = toFields(readings);
    const given = japanese.normaliseReading(reading);
    if (known.candidates.length === 0) return unchecked;
    if (given === "" || given === "-" || (reading === surface && !isKana(surface)))
      return { verdict: "unchecked", ...known };
    const fits = [...known.candidates, sound].map(foldSounds).includes(foldSounds(given));
    if (readings.origin === "guess") return { verdict: fits ? "possible" : "unchecked", ...known };
    if (!japanese.canBeReading(surface, reading)) return { verdict: "conflict", ...known };
    if (given === known.candidates[0]) return { verdict: "agrees", ...known };
    return { verdict: fits ? "possible" : "conflict", ...known };
  }

  return {
    analyse: (text) =>
      read(text).groups.map((group) => {
        const { start } = group[0]!;
        const { end } = group.at(-1)!;
        const surface = text.slice(start, end);
        const inflected = inflectionOf(group, lexicon);
        const fields = isKana(surface) ? { candidates: [], state: "known" as const } : toFields(readGroup(group));
        return toWord(text, start, end, {
          reading: fields.candidates[0] ?? "",
          partOfSpeech: partOfSpeechOf(group),
          ...(inflected && inflected.lemma !== surface && { lemma: inflected.lemma }),
          ...(inflected && inflected.inflection.length > 0 && { inflection: inflected.inflection }),
          ...fields,
        });
      }),
    check,
  };
}

const soundOf = (tokens: readonly Token[]) => tokens.map(({ sound }) => sound).join("");

/** The tokens of exactly this span; null if a token crosses its edge. */
function inside(tokens: readonly Token[], start: number, end: number): Token[] | null {
  const some = tokens.filter((token) => token.start < end && start < token.end);
  return some[0]?.start === start && some.at(-1)?.end === end ? some : null;
}
