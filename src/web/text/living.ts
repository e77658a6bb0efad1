import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Place } from "./place-context.ts";

/** The data of one drawn text in a learning language. */
export type LivingData = {
  text: string;
  language: LearningLanguage;
  /** Empty until the words have arrived. */
  words: readonly Word[];
  messageId?: string | undefined;
  /** Null: it says nothing more than `messageId`. */
  place?: Place | null;
  /** Opens or closes the sentence's card. */
  onOpen?: (() => void) | undefined;
};

export type Living = LivingData & { root: HTMLElement; index: number };

// keyed by the element, so an entry lives as long as its element
const drawn = new WeakMap<Element, LivingData>();

/** Called by LivingText alone, each time that it has drawn. */
export const setLiving = (root: Element, data: LivingData) => void drawn.set(root, data);

/** The word that the element belongs to, and its text. This and `livingOf` are the only ways from the page's elements to words. */
export function livingAt(element: Element): Living | null {
  const word = element.closest<HTMLElement>("[data-word]");
  const root = word?.closest<HTMLElement>("[data-living]");
  const data = root ? drawn.get(root) : undefined;
  const index = Number(word?.dataset["word"]);
  return root && data?.words[index] ? { ...data, root, index } : null;
}

/** The data of a `[data-living]` element. */
export const livingOf = (root: Element): LivingData | null => drawn.get(root) ?? null;

/** The first element of a word. Bold that ends within a word divides it into two elements. */
export const wordElement = (root: HTMLElement, index: number): HTMLElement | null =>
  root.querySelector<HTMLElement>(`[data-word="${index}"]`);
