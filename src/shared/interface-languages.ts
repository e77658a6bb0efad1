import { languageOf, scriptOf } from "./languages/language-tags.ts";

/** Languages of the app's own strings. BCP 47 tags, so each is also the `lang` of its text and the locale of its formats. */
export const interfaceLanguages = ["en", "ja", "zh-Hans", "zh-Hant", "ko"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/**
 * The first of a reader's languages that the app has, in the script that is usual there: `ja-JP` → ja, `zh-TW` → zh-Hant,
 * `zh-SG` → zh-Hans. English if the app has none of them.
 */
export function preferredLanguage(tags: readonly string[]): InterfaceLanguage {
  return tags.map(findInterface).find((language) => language !== undefined) ?? "en";
}

function findInterface(tag: string): InterfaceLanguage | undefined {
  const language = languageOf(tag);
  const ofLanguage = interfaceLanguages.filter((each) => languageOf(each) === language);
  // not before it is needed: the first call of `scriptOf` takes a browser ten milliseconds, in the middle of the first visit
  if (ofLanguage.length < 2) return ofLanguage[0];
  return ofLanguage.find((each) => scriptOf(each) === scriptOf(tag)) ?? ofLanguage[0];
}
