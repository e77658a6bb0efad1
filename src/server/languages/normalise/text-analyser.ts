import type { Word } from "#shared/card.ts";
import { isInOtherLanguage } from "#shared/languages/better-language.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type AnalysisForm, spanInForm, spanInText, toAnalysisForm } from "#shared/normalise/analysis-form.ts";
import { letterRuns } from "#shared/normalise/letters.ts";
import { remember } from "#shared/remember.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import { type LanguageAnalyser, type ReadingSpan, toWord, unchecked } from "#server/languages/language-analyser.ts";
import type { ReadingCheck } from "#server/languages/types.ts";
import { addMeanings } from "#server/languages/with-meanings.ts";
import { cutIntoPieces, longestPiece } from "./cut-into-pieces.ts";
import { type Bare, readFurigana } from "./furigana.ts";

export type TextAnalyser = {
  /** The words of any text, piece by piece, with spans in the text as it was written. Every letter lies in exactly one word. */
  analyse(text: string): Generator<Word[]>;
  check: (text: string, span: ReadingSpan) => ReadingCheck;
};

/** A part of a text, as the engine sees it. The spans of its form lead to the whole text. */
type Piece = Bare & { start: number; end: number; isOther: boolean };

/**
 * Wraps the analyser of a language so that it can take any text: the analyser sees only the analysis form, in pieces of bounded length. Chinese read
 * as Japanese, or the other way round, would get readings and meanings that look as sure as right ones, so it gets none.
 */
export function analyseAnyText(
  language: LearningLanguage,
  engine: LanguageAnalyser,
  dictionaries: Dictionaries,
): TextAnalyser {
  const withMeanings = addMeanings(language, dictionaries);
  const wordsOf = (text: string, piece: Piece) => {
    const words = toWords(language, engine, text, piece);
    return words.map(piece.isOther ? ({ start, end }) => toUnknown(language, text, start, end) : withMeanings);
  };
  const hasSpaces = languages[language].wordSeparator !== "";
  const pieces = (text: string) => cutForm(text, hasSpaces);
  const readPiece = (form: AnalysisForm): Piece => ({
    ...readFurigana(language, engine, form),
    start: form.starts[0] ?? 0,
    end: form.ends.at(-1) ?? 0,
    isOther: isInOtherLanguage(form.text, language),
  });
  // a card is analysed once and then checked word by word
  const readShort = remember(8, (text) => [...pieces(text)].map(readPiece));

  return {
    *analyse(text) {
      if (text.length <= longestPiece) {
        yield readShort(text).flatMap((piece) => wordsOf(text, piece));
        return;
      }
      for (const form of pieces(text)) yield wordsOf(text, readPiece(form));
    },
    check(text, { reading, ...span }) {
      const known = text.length <= longestPiece ? readShort(text) : [...pieces(text)].map(readPiece);
      const piece = known.find(({ start, end }) => start <= span.start && span.end <= end);
      return piece && !piece.isOther
        ? engine.check(piece.form.text, { ...spanInForm(piece.form, span), reading })
        : unchecked;
    },
  };
}

/** Never cuts inside a character that is several units long in the form: ㍿ is 株式会社. */
function* cutForm(text: string, hasSpaces: boolean): Generator<AnalysisForm> {
  const form = toAnalysisForm(text);
  let start = 0;
  for (const piece of cutIntoPieces(form.text, { hasSpaces })) {
    let { end } = piece;
    while (end < form.text.length && form.starts[end] === form.starts[end - 1]) end++;
    if (end <= start) continue;
    yield {
      text: form.text.slice(start, end),
      starts: form.starts.slice(start, end),
      ends: form.ends.slice(start, end),
    };
    start = end;
  }
}

/** The words of a piece at their places in the whole text, and a word for each letter that the engine left out. */
function toWords(language: LearningLanguage, engine: LanguageAnalyser, text: string, piece: Piece): Word[] {
  const words: Word[] = [];
  let end = piece.start;
  const fillTo = (next: number) => {
    for (const gap of letterRuns(text, end, next)) words.push(toUnknown(language, text, gap.start, gap.end));
  };
  for (const word of joinSharing(engine, piece)) {
    const span = spanInText(piece.form, word);
    fillTo(span.start);
    words.push({ ...word, ...span, surface: text.slice(span.start, span.end) });
    end = span.end;
  }
  fillTo(piece.end);
  return words;
}

function toUnknown(language: LearningLanguage, text: string, start: number, end: number): Word {
  const needsReading = languages[language].needsReading(text.slice(start, end));
  return toWord(text, start, end, { state: needsReading ? "none" : "known" });
}

/** Joins words that share a character of the text, as 株式 and 会社 share ㍿, and drops words without a letter. */
function joinSharing(engine: LanguageAnalyser, { form, words }: Bare): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    if (word.end <= word.start || letterRuns(form.text, word.start, word.end).length === 0) continue;
    const before = joined.at(-1);
    if (!before || spanInText(form, before).end <= spanInText(form, word).start) {
      joined.push(word);
      continue;
    }
    const { start } = before;
    const end = Math.max(before.end, word.end);
    const { verdict, ...known } = engine.check(form.text, { start, end, reading: "" });
    const reading = known.candidates[0] ?? "";
    joined[joined.length - 1] = toWord(form.text, start, end, {
      ...known,
      verdict,
      reading,
      partOfSpeech: word.partOfSpeech,
    });
  }
  return joined;
}
