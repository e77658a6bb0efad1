import { join } from "node:path";
import { joinPinyin, splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";
import { remember } from "#shared/remember.ts";
import {
  type LanguageAnalyser,
  type LanguageData,
  type ReadingSpan,
  toWord,
  unchecked,
  unique,
} from "#server/languages/language-analyser.ts";
import { openDictionaries } from "#server/dictionaries/dictionaries.ts";
import type { ReadingCheck } from "#server/languages/types.ts";
import { compareReadings, toMarks } from "./compare.ts";
import { createLookup } from "./lookup.ts";
import { placeWord, placeWords, type PlacedWord } from "./place-words.ts";
import { allReadings, characterReadings, type ReadingContext, readWord, type WordReadings } from "./readings.ts";
import { readWordList } from "./word-list.ts";

/** Takes words and readings from CC-CEDICT. Tones are those of a dictionary: 一个 yīge, 不是 bùshì. */
export function createChinese(
  { dataDir }: Pick<LanguageData, "dataDir">,
  { isTraditional = false, isTaiwan = false } = {},
): LanguageAnalyser {
  const words = readWordList(join(dataDir, "chinese-words.txt.gz"));
  // always the bundled dictionary: a learner may switch it off or add others, whose readings are written in other ways
  const lookup = createLookup(openDictionaries([join(dataDir, "cc-cedict.sqlite")]), isTraditional);
  const context: ReadingContext = { lookup, words, isTraditional, isTaiwan };
  const place = (text: string) => placeWords(text, words, lookup);
  const read = remember(8, place); // a card asks for its sentence again with each word

  function find(text: string, { start, end }: ReadingSpan): WordReadings {
    const placed = read(text);
    const from = placed.findIndex((word) => word.start === start);
    const to = placed.findIndex((word) => word.end === end);
    if (from >= 0 && from === to) return readWord(placed, from, context);
    const surface = text.slice(start, end);
    const around = placed.findIndex((word) => word.start <= start && word.end >= end);
    const part = around >= 0 ? readPart(placed[around], readWord(placed, around, context), { start, end }) : null;
    if (part) return part;
    const before = place(text.slice(0, start));
    const after = place(text.slice(end)).map((word) => ({ ...word, start: word.start + end, end: word.end + end }));
    const isWord = words.find(surface) !== null;
    // not one of our words: a word of the dictionary by itself, or several words
    const own = isWord
      ? [placeWord(text, { start, end, kind: "word" }, lookup)]
      : place(surface).map((word) => ({ ...word, start: word.start + start, end: word.end + start }));
    const all = [...before, ...own, ...after];
    const readings = own.map((_, at) => readWord(all, before.length + at, context));
    const [single] = readings;
    return single && readings.length === 1 ? single : joinReadings(readings);
  }

  return {
    analyse(text) {
      const placed = read(text);
      return placed.map(({ start, end }, index) => {
        const { candidates, origin, state, part, lemma, inflection } = readWord(placed, index, context);
        return toWord(text, start, end, {
          reading: candidates[0] ?? "",
          candidates,
          state,
          partOfSpeech: part,
          ...(origin && { origin }),
          ...(lemma !== undefined && { lemma }),
          ...(inflection && { inflection }),
        });
      });
    },
    check(text, span) {
      return judge(text.slice(span.start, span.end), span.reading, find(text, span), context);
    },
  };
}

/** The reading of some characters inside a word: 朝阳 in 朝阳区. Null if the syllables of the word are not one for each character. */
function readPart(
  word: PlacedWord | undefined,
  whole: WordReadings,
  { start, end }: Omit<ReadingSpan, "reading">,
): WordReadings | null {
  if (!word || !/^\p{sc=Han}+$/u.test(word.surface)) return null;
  const letters = Array.from(word.surface).length;
  const from = Array.from(word.surface.slice(0, start - word.start)).length;
  const to = letters - Array.from(word.surface.slice(end - word.start)).length;
  const cut = (reading: string) => {
    const syllables = splitPinyin(reading, letters);
    return syllables ? [joinPinyin(syllables.slice(from, to))] : [];
  };
  const candidates = unique(whole.candidates.flatMap(cut));
  return candidates.length > 0 ? { ...whole, candidates, accepted: whole.accepted.flatMap(cut), part: "other" } : null;
}

/** The reading of several words as one. */
function joinReadings(all: readonly WordReadings[]): WordReadings {
  const joined = all.map(({ candidates }) => candidates[0] ?? "");
  if (joined.length === 0 || joined.includes("")) return { candidates: [], state: "none", accepted: [], part: "other" };
  const isGuess = all.some(({ origin }) => origin === "guess");
  const others = all.flatMap(({ candidates, accepted }, at) =>
    [...candidates.slice(1), ...accepted].map((other) => joined.with(at, other).join(" ")),
  );
  return {
    candidates: [joined.join(" ")],
    accepted: others,
    origin: isGuess ? "guess" : "rule",
    state: isGuess ? "guess" : "known",
    part: "other",
  };
}

function judge(surface: string, claim: string, found: WordReadings, context: ReadingContext): ReadingCheck {
  const { candidates, origin, state, accepted } = found;
  const [first] = candidates;
  if (first === undefined) return unchecked;
  const known = { candidates, state, ...(origin && { origin }) };
  if (claim === "" || claim === "-" || claim === surface) return { verdict: "unchecked", ...known };
  const said = toMarks(claim);
  if (origin === "guess") return { verdict: canBe(surface, said, context) ? "possible" : "unchecked", ...known };
  const compare = (other: string) => compareReadings(surface, said, other, (letter) => allReadings(letter, context));
  const likeness = compare(first);
  if (likeness === "same") return { verdict: "agrees", ...known };
  const others = [...candidates.slice(1), ...accepted];
  const isPossible = likeness === "close" || others.some((other) => compare(other) !== "different");
  return { verdict: isPossible ? "possible" : "conflict", ...known };
}

/** Whether each syllable is a reading of its character. */
function canBe(surface: string, said: string, context: ReadingContext): boolean {
  const letters = Array.from(surface);
  const syllables = splitPinyin(said.toLowerCase(), letters.length);
  return (
    syllables?.every((syllable, index) =>
      characterReadings(letters[index] ?? "", context).some(
        (known) => known === syllable || (index > 0 && withoutTone(known) === syllable),
      ),
    ) ?? false
  );
}
