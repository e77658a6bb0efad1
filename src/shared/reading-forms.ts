import type { Word } from "./card.ts";
import { languages, withoutBrackets } from "./languages/index.ts";
import type { ReadingPiece } from "./languages/ruby.ts";
import type { LearningLanguage, ReadingStyle } from "./languages/types.ts";
import type { Settings } from "./settings.ts";
import { type ReadingMark, shownReading } from "./shown-reading.ts";
import type { WordStatus } from "./words/word-values.ts";

/** The settings that decide how a reading is drawn. */
export type ReadingSettings = Pick<Settings, "readings" | "traditionalNotation" | "romanisation" | "levels">;

export type DrawnReading = {
  /** The word in pieces, each with what stands above it. They join to the surface, without a reading in brackets. Nothing stands above them if readings are off. */
  pieces: ReadingPiece[];
  mark: ReadingMark;
  /** The reading keeps its space and is shown on hover or tap (`data-quiet`): the word is known, or the learner wants all readings that way. */
  isQuiet: boolean;
};

/** What else decides it. `before`: the word before it; a sound can depend on it. `status`: of the learner's saved word. */
type Around = { before?: Word | undefined; status?: WordStatus | undefined };

/** What stands above a word. */
export function drawReading(
  word: Word,
  language: LearningLanguage,
  settings: ReadingSettings,
  { before, status }: Around = {},
): DrawnReading {
  const { surface, partOfSpeech, lemma } = word;
  const { reading, mark } = shownReading(word, language);
  if (settings.readings === "off")
    return { pieces: [{ base: withoutBrackets(surface, language), ruby: "" }], mark, isQuiet: false };
  const previous = before?.end === word.start ? before : undefined;
  return {
    pieces: languages[language].toPieces({ surface, reading, partOfSpeech, lemma, before: previous }, settings),
    mark,
    isQuiet:
      settings.readings === "hover" ||
      (settings.readings === "unknown" && mark === "none" && isKnownWord(word, language, settings, status)),
  };
}

/**
 * Whether the learner knows the word: by its status, and without one by the level that the dictionaries give it. A word with neither counts as
 * unknown. The reading of a known word is still shown if it is marked.
 */
export const isKnownWord = (
  { level }: Pick<Word, "level">,
  language: LearningLanguage,
  { levels }: Pick<Settings, "levels">,
  status: WordStatus | undefined,
): boolean =>
  status === undefined
    ? level !== undefined && level <= languages[language].knownLevels[levels[language]]
    : status === "known" || status === "ignored";

/** A reading as text, in the notation that the learner chose. */
export const writeReading = (reading: string, language: LearningLanguage, style: ReadingStyle): string =>
  languages[language].writeReading?.(reading, style) ?? reading;
