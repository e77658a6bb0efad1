import type { Word } from "./card.ts";
import { languages, withoutBrackets } from "./languages/index.ts";
import type { ReadingPiece } from "./languages/ruby.ts";
import type { LearningLanguage, ReadingStyle } from "./languages/types.ts";
import type { Settings } from "./settings.ts";
import { type ReadingMark, shownReading } from "./shown-reading.ts";

/** The settings that decide how a reading is drawn. */
export type ReadingSettings = Pick<Settings, "readings" | "traditionalNotation" | "romanisation" | "levels">;

export type DrawnReading = {
  /** The word in pieces, each with what stands above it. They join to the surface, without a reading in brackets. Nothing stands above them if readings are off. */
  pieces: ReadingPiece[];
  mark: ReadingMark;
  /** The reading keeps its space and is shown on hover or tap (`data-quiet`): the word is known, or the learner wants all readings that way. */
  isQuiet: boolean;
};

/** What stands above a word. `before`: the word that ends right where this one begins; a sound can depend on it. */
export function drawReading(
  word: Word,
  language: LearningLanguage,
  settings: ReadingSettings,
  before?: Word,
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
      settings.readings === "hover" || (settings.readings === "unknown" && isKnown(word, mark, language, settings)),
  };
}

/**
 * Whether a learner of this level knows the word and needs no reading. Until learners can save words, the levels of the dictionaries decide. A word
 * without a level counts as unknown, and a reading that is not settled is always shown, because its mark stands there.
 */
const isKnown = ({ level }: Word, mark: ReadingMark, language: LearningLanguage, { levels }: ReadingSettings) =>
  mark === "none" && level !== undefined && level <= languages[language].knownLevels[levels[language]];

/** A reading as text, in the notation that the learner chose. */
export const writeReading = (reading: string, language: LearningLanguage, style: ReadingStyle): string =>
  languages[language].writeReading?.(reading, style) ?? reading;
