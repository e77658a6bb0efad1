import type { PartOfSpeech, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { Analyser } from "#server/languages/types.ts";
import { findWordEntries, firstMeanings } from "#server/languages/word-entries.ts";
import { logger } from "#server/logger.ts";

type Deps = { lookup: Lookup; analyser: Analyser };
export type Asked = {
  language: LearningLanguage;
  lemma: string;
  reading?: string | undefined;
  partOfSpeech?: PartOfSpeech | undefined;
  context?: { text: string; start: number; end: number } | undefined;
};
export type Known = { reading: string; partOfSpeech: PartOfSpeech | null; dictionaryMeaning: string | null };

/** What the engine and the dictionaries know of a word that is saved: the reading of its lemma, its part of speech and its first meanings. */
export async function readLemma({ lookup, analyser }: Deps, asked: Asked): Promise<Known> {
  const { language, lemma } = asked;
  const word = asked.reading === undefined ? await findWord(analyser, asked) : null;
  const partOfSpeech = asked.partOfSpeech ?? word?.partOfSpeech ?? null;
  const query = { surface: lemma, ...(partOfSpeech && { partOfSpeech }) };
  const reading = ownReading(language, lemma, asked.reading ?? readingOf(lookup, language, lemma, word));
  const meanings = firstMeanings(lookup.open(), language, { ...query, reading });
  return { reading, partOfSpeech, dictionaryMeaning: meanings.length === 0 ? null : meanings.join("; ") };
}

/** The word in its sentence, which can decide its reading; without a sentence, the lemma as a text of its own. */
async function findWord(analyser: Analyser, { language, lemma, context }: Asked): Promise<Word | null> {
  try {
    const inSentence =
      !languages[language].readingFollowsNeighbours && context && (await analyser.analyse(context.text, language));
    const found = inSentence && inSentence.find(({ start, end }) => start === context?.start && end === context.end);
    if (found && (found.lemma ?? found.surface) === lemma) return found;
    const [only, ...others] = await analyser.analyse(lemma, language);
    return others.length === 0 ? (only ?? null) : null;
  } catch (error) {
    logger.error("analyser failed", { error }); // the word is saved without a reading
    return null;
  }
}

function readingOf(lookup: Lookup, language: LearningLanguage, lemma: string, word: Word | null): string {
  if (!word) return "";
  if (word.lemma === undefined || word.surface === lemma) return word.reading;
  // 開いた[あいた]: the entry that fits is 開く[あく]
  return findWordEntries(lookup.open(), language, word).fitting[0]?.readings[0] ?? "";
}

/** The reading, or "" if it only repeats the word. */
function ownReading(language: LearningLanguage, lemma: string, reading: string): string {
  const { normaliseReading } = languages[language];
  return normaliseReading(reading) === normaliseReading(lemma) ? "" : reading.trim();
}
