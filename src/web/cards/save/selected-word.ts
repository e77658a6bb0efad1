import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import type { NewWord } from "#shared/words/words.ts";
import { livingAt, type Living } from "#web/text/living.ts";
import { placeOf, toNewWord } from "./to-new-word.ts";

type Selected = { text: string; language: LearningLanguage; messageId: string };

/** A longer selection is a sentence, which the review asks as a whole. */
const longestExpression = 24;

/**
 * What a selection is saved as: the word that it touches, under its dictionary form; several words of a sentence as an expression in it;
 * everything else as a sentence of its own.
 */
export function selectedWord(range: Range, { text, language, messageId }: Selected): NewWord {
  const touched = touchedWords(range);
  const [first] = touched;
  const last = touched.at(-1);
  if (!first || !last || touched.some(({ root }) => root !== first.root)) {
    const context = { text, start: 0, end: text.length, place: placeOf({ messageId, place: null }) };
    return { kind: "sentence", language, lemma: text, context };
  }
  if (first.index === last.index) return toNewWord(first);
  const start = first.words[first.index]!.start;
  const end = last.words[last.index]!.end;
  const lemma = first.text.slice(start, end);
  const context = { text: first.text, start, end, place: placeOf(first) };
  const isWhole = touched.length >= first.words.length || lemma.length > longestExpression;
  return isWhole
    ? { kind: "sentence", language, lemma, context }
    : { language, lemma, reading: readingOf(first, last.index), context };
}

/** The reading of several words. */
function readingOf({ words, text, language, index }: Living, last: number): string {
  const parts = words.slice(index, last + 1).map((word, at) => ({
    gap: text.slice(words[index + at - 1]?.end ?? word.start, word.start),
    reading: shownReading(word, language).reading || withoutBrackets(word.surface, language),
  }));
  return languages[language].joinReadings(parts.map((part, at) => (at === 0 ? { ...part, gap: "" } : part)));
}

/** The words of which the selection has at least a letter, in their order. */
function touchedWords(range: Range): Living[] {
  const { commonAncestorContainer: common } = range;
  const box = common instanceof Element ? common : common.parentElement;
  const own = box?.closest("[data-word]");
  const elements = own ? [own] : [...(box?.querySelectorAll("[data-word]") ?? [])];
  const found = new Map<string, Living>();
  for (const element of elements) {
    const living = hasLetters(range, element) ? livingAt(element) : null;
    if (living) found.set(`${living.index} ${living.text}`, living);
  }
  return [...found.values()];
}

/** A selection that ends where a word begins touches that word, but contains none of it. */
function hasLetters(range: Range, element: Element): boolean {
  if (!range.intersectsNode(element)) return false;
  const shared = document.createRange();
  shared.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, shared) > 0)
    shared.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, shared) < 0) shared.setEnd(range.endContainer, range.endOffset);
  return shared.toString() !== "";
}
