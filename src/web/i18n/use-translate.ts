import { createContext, use } from "react";
import type { InterfaceLanguage } from "#shared/settings.ts";
import { en, type Strings } from "./en.ts";

/** One language is loaded, not four. */
export const loadStrings: Record<InterfaceLanguage, () => Promise<Strings>> = {
  en: () => Promise.resolve(en),
  ja: () => import("./ja.ts").then(({ ja }) => ja),
  zh: () => import("./zh.ts").then(({ zh }) => zh),
  ko: () => import("./ko.ts").then(({ ko }) => ko),
};

/** `lang` of the interface: the app's `zh` is written in simplified characters. */
export const interfaceTag: Record<InterfaceLanguage, string> = { en: "en", ja: "ja", zh: "zh-Hans", ko: "ko" };

/** `ja-JP → ja`; the first of the browser's languages that we have. */
export function preferredLanguage(tags: readonly string[]): InterfaceLanguage {
  const known = tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in loadStrings);
  return (known as InterfaceLanguage | undefined) ?? "en";
}

export const StringsContext = createContext<{ language: InterfaceLanguage; strings: Strings }>({
  language: "en",
  strings: en,
});

/** The interface's strings in the learner's language: `const t = useTranslate(); t.chat.send`. */
export const useTranslate = (): Strings => use(StringsContext).strings;
export const useInterfaceLanguage = (): InterfaceLanguage => use(StringsContext).language;
