import { joinPinyin, splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";
import { type ReadingSpan, unique } from "#server/languages/language-analyser.ts";
import { placeWord, placeWords, type PlacedWord } from "./place-words.ts";
import { allReadings, type ReadingContext, readWord, type WordReadings } from "./readings.ts";

type Span = Omit<ReadingSpan, "reading">;

/** The readings of a span with a claimed reading. The span may be one of our words, a part of one, another word, or several words. */
export function readSpan(
  text: string,
  span: Span,
  placed: readonly PlacedWord[],
  context: ReadingContext,
): WordReadings {
  const { start, end } = span;
  const around = placed.findIndex((word) => word.start <= start && word.end >= end);
  const word = placed[around];
  if (word) {
    const whole = readWord(placed, around, context);
    if (word.start === start && word.end === end) return whole;
    const part = readPart(word, whole, span, context);
    if (part) return part;
  }
  return readOther(text, span, context);
}

/** The reading of some characters inside a word: 朝阳 in 朝阳区. Null if the word has not one syllable for each character. */
function readPart(
  word: PlacedWord,
  whole: WordReadings,
  { start, end }: Span,
  context: ReadingContext,
): WordReadings | null {
  if (!/^\p{sc=Han}+$/u.test(word.surface)) return null;
  const letters = Array.from(word.surface);
  const from = Array.from(word.surface.slice(0, start - word.start)).length;
  const to = letters.length - Array.from(word.surface.slice(end - word.start)).length;
  const cut = (reading: string) => {
    const syllables = splitPinyin(reading, letters.length);
    return syllables ? [joinPinyin(syllables.slice(from, to))] : [];
  };
  const candidates = unique(whole.candidates.flatMap(cut));
  if (candidates.length === 0) return null;
  // 个 is ge in 一个 and gè alone: both are right for a part of the word
  const alone = candidates.flatMap((reading) => fullTones(reading, allReadings(letters[from] ?? "", context)));
  return { ...whole, candidates, accepted: [...whole.accepted.flatMap(cut), ...alone], part: "other" };
}

/** The readings with the character's full tone, of a part that begins with a neutral one. */
function fullTones(reading: string, full: readonly string[]): string[] {
  const [first = "", ...others] = splitPinyin(reading) ?? [];
  if (withoutTone(first) !== first) return [];
  return full
    .filter((syllable) => syllable !== first && withoutTone(syllable) === first)
    .map((syllable) => joinPinyin([syllable, ...others]));
}

function readOther(text: string, { start, end }: Span, context: ReadingContext): WordReadings {
  const { words, lookup } = context;
  const place = (piece: string, offset: number) =>
    placeWords(piece, words, lookup).map((word) => ({ ...word, start: word.start + offset, end: word.end + offset }));
  const surface = text.slice(start, end);
  const own = words.find(surface) ? [placeWord(text, { start, end, kind: "word" }, lookup)] : place(surface, start);
  const before = place(text.slice(0, start), 0);
  const all = [...before, ...own, ...place(text.slice(end), end)];
  const read = own.map((_, at) => readWord(all, before.length + at, context));
  const [single] = read;
  return single && read.length === 1 ? single : joinReadings(read);
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
