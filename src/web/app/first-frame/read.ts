import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";
import { dayOf } from "./day-of.ts";

/**
 * The first frame that the server put into the page. Null also if the page would now draw another one: the list of conversations has other groups on
 * another day, or in another time zone.
 */
export function readFirstFrame(root: HTMLElement): { language: InterfaceLanguage } | null {
  const language = interfaceLanguages.find((code) => code === document.documentElement.lang);
  return language && root.dataset["firstFrame"] === dayOf(Date.now()) ? { language } : null;
}
