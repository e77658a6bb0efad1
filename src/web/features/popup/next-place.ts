import type { Word } from "#shared/card.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { type Living, livingAt, wordElement } from "#web/text/living.ts";

/** The sentences of the page in their order, without its title and those of a closed fold. */
const sentences = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("main [data-living]")].filter(
    (root) => !root.closest("h1, details:not([open])"),
  );

/** The word of the open popup, else the current word, else the sentence with the focus. */
function here(): { root: HTMLElement; index: number } | null {
  const place =
    document.querySelector("[data-looked-up]") ??
    document.activeElement?.querySelector("[data-current]") ??
    document.activeElement;
  const root = place?.closest<HTMLElement>("[data-living]");
  const word = place?.closest<HTMLElement>("[data-word]");
  return root ? { root, index: word ? Number(word.dataset["word"]) : -1 } : null;
}

/** The next or the previous sentence; from nowhere, the first one on the screen. */
export function nextSentence(step: 1 | -1): HTMLElement | null {
  const all = sentences();
  const from = here();
  if (!from) return all.find((root) => root.getBoundingClientRect().bottom >= 0) ?? null;
  return all[all.indexOf(from.root) + step] ?? null;
}

/** The sentence that a command applies to. */
export const currentSentence = (): HTMLElement | null => here()?.root ?? null;

/** The word that a command applies to: that of the open popup, else the current one. */
export function currentWord(): Living | null {
  const from = here();
  const element = from && wordElement(from.root, from.index);
  return element && livingAt(element);
}

type WordPlace = { root: HTMLElement; index: number };

/** The next word whose reading is uncertain, starting over after the last one. Only texts near the screen have words. */
export const nextDoubt = (): WordPlace | null =>
  nextWord((word, { language }) => shownReading(word, language).mark !== "none");

/** The next word of the page for which this holds. */
export function nextWord(holds: (word: Word, living: Living) => boolean): WordPlace | null {
  const all = sentences();
  const from = here();
  const start = from ? Math.max(0, all.indexOf(from.root)) : 0;
  const ordered = [...all.slice(start), ...all.slice(0, start)];
  const found = ordered.flatMap((root) => wordsOf(root, holds).map((index) => ({ root, index })));
  const isPassed = ({ root, index }: WordPlace) => root === from?.root && index <= from.index;
  return found.find((place) => !isPassed(place)) ?? found[0] ?? null;
}

function wordsOf(root: HTMLElement, holds: (word: Word, living: Living) => boolean): number[] {
  const word = root.querySelector("[data-word]");
  const living = word && livingAt(word);
  if (!living) return [];
  return living.words.flatMap((each, index) => (holds(each, living) && wordElement(root, index) ? [index] : []));
}
