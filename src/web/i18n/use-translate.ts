import { createContext, use } from "react";
import type { InterfaceLanguage } from "#shared/settings.ts";
import { en, type Strings } from "./en.ts";

type Load<T> = Record<InterfaceLanguage, () => Promise<T>>;

/** One language is loaded, not four. */
const load: Load<Strings> = {
  en: () => Promise.resolve(en),
  ja: () => import("./ja.ts").then(({ ja }) => ja),
  zh: () => import("./zh.ts").then(({ zh }) => zh),
  ko: () => import("./ko.ts").then(({ ko }) => ko),
};
const parts: ((language: InterfaceLanguage) => Promise<unknown>)[] = [];

/** A language with all that is shown of it: changing it leaves no part of the page without words. */
export async function loadStrings(language: InterfaceLanguage): Promise<Strings> {
  const [strings] = await Promise.all([load[language](), ...parts.map((part) => part(language))]);
  return strings;
}

/** `lang` of the interface: the app's `zh` is written in simplified characters. */
export const interfaceTag: Record<InterfaceLanguage, string> = { en: "en", ja: "ja", zh: "zh-Hans", ko: "ko" };

/** `ja-JP → ja`; the first of the browser's languages that we have. */
export function preferredLanguage(tags: readonly string[]): InterfaceLanguage {
  const known = tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in load);
  return (known as InterfaceLanguage | undefined) ?? "en";
}

export const StringsContext = createContext<{ language: InterfaceLanguage; strings: Strings }>({
  language: "en",
  strings: en,
});

/** The interface's strings in the learner's language: `const t = useTranslate(); t.chat.send`. */
export const useTranslate = (): Strings => use(StringsContext).strings;
export const useInterfaceLanguage = (): InterfaceLanguage => use(StringsContext).language;

/** The strings of a part that is not there at the first paint. They come with the part: `Suspense` waits for both. */
export function createPart<T>(loadPart: Load<T>): () => T {
  const loaded: { [L in InterfaceLanguage]?: T } = {};
  const opening: { [L in InterfaceLanguage]?: Promise<T> } = {};
  const ask = async (language: InterfaceLanguage): Promise<T> => (loaded[language] = await loadPart[language]());
  parts.push(ask);
  return () => {
    const language = useInterfaceLanguage();
    return loaded[language] ?? use((opening[language] ??= ask(language)));
  };
}
