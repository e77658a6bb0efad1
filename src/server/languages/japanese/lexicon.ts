import type { PartOfSpeech } from "#shared/card.ts";
import type { Dictionaries, Entry } from "#server/dictionaries/types.ts";
import { remember } from "#shared/remember.ts";
import { toReading } from "./kana.ts";
import { entry, type Readings } from "./readings.ts";

/** What the dictionaries know of a spelling. */
export type Lexicon = {
  /** The entries that are words of their own: no suffixes, counters or particles. */
  words(spelling: string): Entry[];
  /** Whether a dictionary for learners has this word. Larger dictionaries also list forms such as 読める. */
  isLearnersWord(spelling: string): boolean;
};

const dependent = new Set<PartOfSpeech>(["suffix", "prefix", "counter", "particle", "auxiliary"]);

export function createLexicon(dictionaries: Dictionaries): Lexicon {
  const entries = remember(2000, (spelling) =>
    dictionaries
      .find("ja", spelling)
      .filter(({ readings, spellings }) => readings.length > 0 && spellings.includes(spelling)),
  );
  const anyEntries = remember(500, (spelling) => dictionaries.find("ja", spelling));
  const isWord = ({ partsOfSpeech }: Entry) => partsOfSpeech.some((part) => !dependent.has(part));
  return {
    words: (spelling) => entries(spelling).filter(isWord),
    isLearnersWord: (spelling) => anyEntries(spelling).some((found) => isForLearners(found) && isWord(found)),
  };
}

/** The dictionary gives a level, so it was written for learners, and lists what is common. */
export const isForLearners = ({ level }: Entry) => level !== null;

/** From this level on another word with the same spelling is too rare to ask about. */
const rareLevel = 4;

/**
 * The readings that the dictionaries give for a word, `known` being IPADIC's. Two words of a learner's dictionary with one spelling leave the
 * word open: 人気 にんき, ひとけ. Other readings of one word are right, and no reason to ask: 明日 あした, あす.
 */
export function readEntries(entries: readonly Entry[], known: string | undefined): Readings {
  const said = ({ readings }: Entry) => readings.map(toReading);
  const forLearners = entries.filter(isForLearners);
  const own = forLearners.find((found) => known !== undefined && said(found).includes(known));
  const words = own ? [own, ...forLearners.filter((found) => found !== own)] : forLearners;
  const common = words
    .filter(({ level }, at) => at === 0 || (level ?? 9) < rareLevel)
    .flatMap((found) => said(found).slice(0, 1));
  const others = entries.filter((found) => !isForLearners(found));
  // a large dictionary also lists what hardly anyone says
  const usual =
    others.some(({ isCommon }) => isCommon) || words.length > 0 ? others.filter(({ isCommon }) => isCommon) : others;
  const rest = [...(known === undefined ? [] : [known]), ...words.flatMap(said), ...usual.flatMap(said)];
  const first = common.length > 0 ? common : rest.slice(0, 1);
  const unique = [...new Set(first)];
  return entry(unique, [...new Set(rest)].filter((reading) => !unique.includes(reading)).slice(0, 6));
}
