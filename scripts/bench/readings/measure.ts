import type { Verdict, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import type { Analyser } from "#server/languages/types.ts";
import type { KnownSentence, KnownWord } from "#test/sentences/sentences.ts";
import { wrongChinese } from "./wrong-chinese.ts";
import { wrongJapanese } from "./wrong-japanese.ts";
import { wrongKorean } from "./wrong-korean.ts";

type Count = { n: number; conflict: number; possible: number };

/** What `npm run bench:readings -- --json` prints for one language. */
export type Figures = {
  sentences: number;
  /** Right readings, as a model claims them. */
  right: Record<Verdict, number> & { words: number };
  wrong: Record<string, Count>;
  /** Readings that are shown without a model. `wrongButMarked`: shown wrong, but open or guessed, with the right one among the candidates. */
  shown: { words: number; right: number; wrongButMarked: number };
  /** All words of the engine, and those whose reading is open. */
  open: { words: number; open: number };
  meaning: { words: number; with: number };
  lemma: { words: number; right: number };
  /** Words of the engine, and those that overlap two known words without holding one of them. */
  segmentation: { words: number; crossing: number };
};

const empty = (): Figures => ({
  sentences: 0,
  right: { words: 0, agrees: 0, possible: 0, conflict: 0, unchecked: 0 },
  wrong: {},
  shown: { words: 0, right: 0, wrongButMarked: 0 },
  open: { words: 0, open: 0 },
  meaning: { words: 0, with: 0 },
  lemma: { words: 0, right: 0 },
  segmentation: { words: 0, crossing: 0 },
});

/** Called with each word that is not as it should be, for whoever corrects the tables. */
export type Report = (problem: string, sentence: KnownSentence, word: KnownWord | Word, more: string) => void;

export async function measure(
  sentences: readonly KnownSentence[],
  language: LearningLanguage,
  { analyser, dictionaries, report }: { analyser: Analyser; dictionaries: Dictionaries; report: Report },
): Promise<Figures> {
  const figures = empty();
  const readingsOf = (letter: string) =>
    [...new Set(dictionaries.find(language, letter).flatMap(({ readings }) => readings))].map((each) =>
      each.toLowerCase(),
    );
  const lemmaReadings = (lemma: string) => dictionaries.find(language, lemma)[0]?.readings[0] ?? null;

  for (const sentence of sentences) {
    figures.sentences++;
    const words = await analyser.analyse(sentence.text, language);
    countWords(figures, sentence, words, report);
    for (const known of sentence.words) {
      countShown(figures, sentence, known, words, report);
      if (!isSaidOtherwise(known, language)) continue;
      const claim = async (reading: string) =>
        (await analyser.check(sentence.text, language, { ...known, reading })).verdict;
      const verdict = await claim(known.reading);
      figures.right.words++;
      figures.right[verdict]++;
      if (verdict === "conflict") report("right reading in conflict", sentence, known, "");
      for (const [kind, reading] of Object.entries(wrongReadings(known, language, readingsOf, lemmaReadings))) {
        const count = (figures.wrong[kind] ??= { n: 0, conflict: 0, possible: 0 });
        const found = await claim(reading);
        count.n++;
        if (found === "conflict") count.conflict++;
        else if (found === "possible") count.possible++;
        if (found !== "conflict") report(`wrong reading ${found}`, sentence, known, `${kind}: ${reading}`);
      }
    }
  }
  return figures;
}

/** A word with kanji, a Chinese word, or a Korean word that is pronounced otherwise than it is spelled. */
const isSaidOtherwise = ({ surface, reading }: KnownWord, language: LearningLanguage) =>
  plain(reading, language) !== plain(surface, language);

const plain = (reading: string, language: LearningLanguage) =>
  languages[language].normaliseReading(reading).toLowerCase();

function wrongReadings(
  word: KnownWord,
  language: LearningLanguage,
  readingsOf: (letter: string) => string[],
  lemmaReadings: (lemma: string) => string | null,
): Record<string, string> {
  const makers: Record<LearningLanguage, () => Record<string, string>> = {
    ja: () => wrongJapanese(word, word.lemma && lemmaReadings(word.lemma)),
    "zh-Hans": () => wrongChinese(word, readingsOf),
    "zh-Hant": () => wrongChinese(word, readingsOf),
    ko: () => wrongKorean(word),
  };
  return makers[language]();
}

/** Compares what stands above the word without a model with the known reading. */
function countShown(
  figures: Figures,
  sentence: KnownSentence,
  known: KnownWord,
  words: readonly Word[],
  report: Report,
) {
  const { language } = sentence;
  const needsReading =
    language === "ja" ? /[\p{sc=Han}\p{N}]/u.test(known.surface) : /[\p{L}\p{N}]/u.test(known.surface);
  if (needsReading) {
    const inside = words.filter(({ start, end }) => start < known.end && known.start < end);
    const fits = inside[0]?.start === known.start && inside.at(-1)?.end === known.end;
    const shown = inside.map(({ surface, reading }) => reading || surface).join("");
    figures.shown.words++;
    const right = [known.reading, ...known.others].map((each) => plain(each, language));
    if (fits && right.includes(plain(shown, language))) figures.shown.right++;
    else if (!fits && isShownInside(inside, known, language)) figures.shown.right++;
    else {
      const marked = inside.filter(({ state }) => state === "open" || state === "guess");
      const isAmong =
        fits &&
        inside.length === 1 &&
        marked[0]?.candidates.some((each) => plain(each, language) === plain(known.reading, language));
      if (isAmong) figures.shown.wrongButMarked++;
      report(
        isAmong ? "shown wrong, marked" : "shown wrong",
        sentence,
        known,
        inside.map(({ surface, reading, state }) => `${surface} ${reading} ${state}`).join(" | "),
      );
    }
  }
  if (known.lemma !== null) {
    const own = words.find(({ start, end }) => start <= known.start && known.start < end);
    figures.lemma.words++;
    if ((own?.lemma ?? own?.surface) === known.lemma) figures.lemma.right++;
    else report("lemma", sentence, known, `${own?.surface} ${own?.lemma}`);
  }
}

/** The engine joins known words to one, such as 食べて + いる: then its reading must hold theirs at their place. */
function isShownInside(inside: readonly Word[], known: KnownWord, language: LearningLanguage): boolean {
  const [word] = inside;
  if (inside.length !== 1 || !word) return false;
  const shown = plain(word.reading || word.surface, language);
  const reading = plain(known.reading, language);
  if (word.start === known.start) return shown.startsWith(reading);
  if (word.end === known.end) return shown.endsWith(reading);
  return shown.includes(reading);
}

function countWords(figures: Figures, sentence: KnownSentence, words: readonly Word[], report: Report) {
  for (const word of words) {
    figures.open.words++;
    if (word.state === "open") figures.open.open++;
    if (
      word.partOfSpeech !== "name" &&
      word.partOfSpeech !== "numeral" &&
      languages[sentence.language].script.test(word.surface)
    ) {
      figures.meaning.words++;
      if (word.dictionaryMeanings?.length) figures.meaning.with++;
      else report("no meaning", sentence, word, word.lemma ?? "");
    }
    figures.segmentation.words++;
    const touched = sentence.words.filter(({ start, end }) => start < word.end && word.start < end);
    const crosses = touched.some(
      ({ start, end }) => (start < word.start && end < word.end) || (word.start < start && word.end < end),
    );
    if (crosses) {
      figures.segmentation.crossing++;
      report("crossing", sentence, word, touched.map(({ surface }) => surface).join("|"));
    }
  }
}
