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
  const loading: { [L in InterfaceLanguage]?: Promise<T> } = {};
  const ask = (language: InterfaceLanguage) => (loading[language] ??= begin(language));
  const begin = (language: InterfaceLanguage) => {
    const strings = withStatus(loadPart[language]());
    strings.catch(() => delete loading[language]); // the next one who needs it asks again
    return strings;
  };
  parts.push(ask);
  // always `use`, also of what is there: a component that suspended here must do the same when it is tried again
  return () => use(ask(useInterfaceLanguage()));
}

type Marked<T> = Promise<T> & { status: string };

/** As React marks a promise that it has read: then what is there is read at once, without a wait. */
function withStatus<T>(promise: Promise<T>): Marked<T> {
  const marked = Object.assign(promise, { status: "pending" });
  promise.then(
    (value) => Object.assign(marked, { status: "fulfilled", value }),
    (reason: unknown) => Object.assign(marked, { status: "rejected", reason }),
  );
  return marked;
}
