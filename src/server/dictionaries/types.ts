import type { PartOfSpeech } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** One entry of a dictionary: a word with its readings and meanings. */
export type Entry = {
  /** Id of its dictionary, such as `starter-ja`. */
  dictionary: string;
  /** The usual spelling first: 会う, 逢う. In Chinese, simplified first and then traditional. */
  spellings: string[];
  /** The commonest first, as the page shows readings: hiragana, pinyin with tone marks, Hangul as pronounced. Empty if the spelling says it all. */
  readings: string[];
  partsOfSpeech: PartOfSpeech[];
  /** 1 is for beginners, 5 or 6 for advanced learners. Null if the dictionary gives none. */
  level: number | null;
  /** Whether the dictionary marks it as a common word. */
  isCommon: boolean;
  meanings: string[];
};

/** What a dictionary file says about itself. */
export type DictionaryInfo = {
  id: string;
  name: string;
  /** Chinese dictionaries serve both scripts. */
  language: "ja" | "zh" | "ko";
  /** The language of the meanings, BCP 47. */
  meaningsIn: string;
  licence: string;
  source: string;
  /** The date or number of the data, as its publisher gives it. */
  version: string;
  entries: number;
  /** Frequencies and pitch accents. */
  facts: number;
};

/** A frequency or a pitch accent that a dictionary gives for a word, as it writes it. `reading`: empty if it belongs to all readings of the word. */
export type WordFact = { dictionary: string; kind: "frequency" | "pitch"; value: string; reading: string };

/** A kanji or hanzi with its readings and meanings, as a character dictionary gives it. */
export type CharacterEntry = { dictionary: string; readings: string[]; meanings: string[] };

/** `lemma` and `reading` narrow the result down if an entry agrees with them. */
export type Query = { surface: string; lemma?: string | undefined; reading?: string | undefined };

export type Dictionaries = {
  /** The entries for a word, best first: those of the lemma before those of the surface, those with the reading first, then in the learner's order of dictionaries. */
  lookup(language: LearningLanguage, query: Query): Entry[];
  /** The entries with exactly this spelling (or, if none, this kana), in the order of the dictionaries. */
  find(language: LearningLanguage, spelling: string): Entry[];
  facts(language: LearningLanguage, spelling: string, reading: string | undefined): WordFact[];
  /** The entries of one character in the enabled character dictionaries. */
  character(language: LearningLanguage, character: string): CharacterEntry[];
  /** The open dictionaries, in the learner's order. */
  infos(): DictionaryInfo[];
  close(): void;
};
