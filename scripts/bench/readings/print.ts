import type { Figures } from "./measure.ts";

const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

/** The bars of the product for readings, in percent. */
const bars: Record<string, { shown: number; meaning: number; wrong: Record<string, number> }> = {
  ja: { shown: 98.5, meaning: 92, wrong: { "one kana": 95 } },
  "zh-Hans": { shown: 97, meaning: 97, wrong: { "wrong tone": 90, "other reading of the character": 85 } },
  "zh-Hant": { shown: 96, meaning: 97, wrong: { "wrong tone": 90, "other reading of the character": 85 } },
  ko: { shown: 98.5, meaning: 88, wrong: { "lost final consonant": 80, "missing assimilation": 80 } },
};

/** Prints two tables: what is shown and judged right, and how many wrong readings of each kind are noticed. */
export function printFigures(language: string, figures: Figures) {
  const { sentences, right, wrong, shown, open, meaning, lemma, segmentation } = figures;
  const bar = bars[language.replace(/,.*/, "")];
  const missed = shown.words - shown.right;
  console.log(`\n${language}: ${sentences} sentences`);
  console.table([
    {
      what: "readings shown right without a model",
      of: shown.words,
      share: percent(shown.right, shown.words),
      bar: `≥ ${bar?.shown} %`,
    },
    {
      what: "wrong ones that are marked and hold the right one",
      of: missed,
      share: percent(shown.wrongButMarked, missed),
      bar: "≥ 85 %",
    },
    { what: "words whose reading is open", of: open.words, share: percent(open.open, open.words), bar: "≤ 6 %" },
    { what: "right claims: agrees", of: right.words, share: percent(right.agrees, right.words), bar: "" },
    { what: "right claims: possible", of: right.words, share: percent(right.possible, right.words), bar: "" },
    { what: "right claims: unchecked", of: right.words, share: percent(right.unchecked, right.words), bar: "" },
    { what: "right claims: conflict", of: right.words, share: percent(right.conflict, right.words), bar: "< 1 %" },
    {
      what: "words with a meaning",
      of: meaning.words,
      share: percent(meaning.with, meaning.words),
      bar: `≥ ${bar?.meaning} %`,
    },
    { what: "words with the right lemma", of: lemma.words, share: percent(lemma.right, lemma.words), bar: "" },
    {
      what: "words across two others",
      of: segmentation.words,
      share: percent(segmentation.crossing, segmentation.words),
      bar: "≤ 0.6 %",
    },
  ]);
  console.table(
    Object.entries(wrong).map(([kind, { n, conflict, possible }]) => ({
      "wrong claim": kind,
      n,
      conflict: percent(conflict, n),
      possible: percent(possible, n),
      bar: bar?.wrong[kind] === undefined ? "" : `≥ ${bar.wrong[kind]} %`,
    })),
  );
}
