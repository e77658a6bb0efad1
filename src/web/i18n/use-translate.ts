import { createContext, use, useState } from "react";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { createLoader } from "#web/ui/lazy.tsx";
import { en, type Strings } from "./en.ts";

type Load<T> = Record<InterfaceLanguage, () => Promise<T>>;

/** Loads one language, not all of them. */
const load: Load<Strings> = {
  en: () => Promise.resolve(en),
  ja: () => import("./ja.ts").then(({ ja }) => ja),
  "zh-Hans": () => import("./zh-Hans.ts").then(({ zhHans }) => zhHans),
  "zh-Hant": () => import("./zh-Hant.ts").then(({ zhHant }) => zhHant),
  ko: () => import("./ko.ts").then(({ ko }) => ko),
};
const namespaces: ((language: InterfaceLanguage) => Promise<unknown> | null)[] = [];

/** Loads a language with all namespaces in use, so that changing the language leaves no part of the page without strings. */
export async function loadStrings(language: InterfaceLanguage): Promise<Strings> {
  const [strings] = await Promise.all([load[language](), ...namespaces.map((start) => start(language))]);
  return strings;
}

export const StringsContext = createContext<{ language: InterfaceLanguage; strings: Strings }>({
  language: "en",
  strings: en,
});

/** The interface's strings in the learner's language: `const t = useTranslate(); t.chat.send`. */
export const useTranslate = (): Strings => use(StringsContext).strings;
export const useInterfaceLanguage = (): InterfaceLanguage => use(StringsContext).language;

type Namespace<T> = {
  (): T;
  /** Starts loading the strings without waiting for them. For a lazy part that uses them (`lazyPart`). */
  useStart: () => readonly [Promise<T>];
  /** Loads the strings of a language before a part needs them. */
  load: (language: InterfaceLanguage) => Promise<T>;
};

/** The strings of a part that is not there at the first paint; `Suspense` waits for them. */
export function createNamespace<T>(load: Load<T>): Namespace<T> {
  const loaders = {
    en: createLoader(load.en),
    ja: createLoader(load.ja),
    "zh-Hans": createLoader(load["zh-Hans"]),
    "zh-Hant": createLoader(load["zh-Hant"]),
    ko: createLoader(load.ko),
  };
  const isInUse = () => Object.values(loaders).some((loader) => loader.isStarted());
  namespaces.push((language) => (isInUse() ? loaders[language].renew() : null));
  // always `use`, even when the strings are loaded: a component that suspended here must call the same hooks when it is retried
  const useStrings = () => use(loaders[useInterfaceLanguage()].get());
  const useStart = () => {
    const loader = loaders[useInterfaceLanguage()];
    const [strings] = useState(() => loader.renew());
    return [strings] as const;
  };
  return Object.assign(useStrings, { useStart, load: (language: InterfaceLanguage) => loaders[language].renew() });
}
