/**
 * A letter or digit, with the marks that belong to it. Radicals (⾒) and squares (㍿) count: Unicode calls them symbols, but PDFs and old
 * input methods write words with them. Marks without a letter and invisible letters do not count.
 */
const letter = String.raw`(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\u2E80-\u2FDF\u3200-\u33FF])[\p{M}\p{Default_Ignorable_Code_Point}ﾞﾟ]*`;

/** Matches runs of letters: `た。😀来 ` → た, 来. */
const letterRun = new RegExp(`(?:${letter})+`, "gu");
const oneLetter = new RegExp(letter, "u");

export const hasLetter = (text: string) => oneLetter.test(text);

export type Span = { start: number; end: number };

/** The spans of letters and digits in a part of the text. */
export const letterRuns = (text: string, start = 0, end = text.length): Span[] =>
  [...text.slice(start, end).matchAll(letterRun)].map(({ 0: run, index }) => ({
    start: start + index,
    end: start + index + run.length,
  }));
