import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useLayoutEffect, useState } from "react";
import { defaultSettings } from "#shared/default-settings.ts";
import { type InterfaceLanguage, preferredLanguage } from "#shared/interface-languages.ts";
import { regionOf, scriptOf } from "#shared/languages/language-tags.ts";
import type { Settings } from "#shared/settings.ts";
import { settingsQuery, useUpdateSettings } from "#web/api/settings.ts";
import type { Strings } from "#web/i18n/en.ts";
import { loadStrings, StringsContext } from "#web/i18n/use-translate.ts";
import { SingleKeysContext } from "#web/ui/use-shortcut.ts";

type Interface = { language: InterfaceLanguage; strings: Strings };

/** Applies the settings: the interface language, `lang` of the page, the theme. */
export function InterfaceProvider({ first, children }: { first: Interface; children: ReactNode }) {
  const [shown, setShown] = useState(first);
  const { data: settings } = useQuery(settingsQuery);
  const wanted = settings ? (settings.interfaceLanguage ?? preferredLanguage(navigator.languages)) : first.language;

  useEffect(() => {
    let isCurrent = true;
    if (wanted === shown.language) return;
    loadStrings(wanted).then(
      (strings) => isCurrent && setShown({ language: wanted, strings }),
      () => {}, // the loaded strings stay
    );
    return () => {
      isCurrent = false;
    };
  }, [wanted, shown.language]);

  const { mutate: save } = useUpdateSettings();
  const isFirstChoice = settings?.traditionalReadings === null && isTaiwanese(navigator.languages[0] ?? "");
  useEffect(() => {
    if (isFirstChoice) save({ traditionalReadings: "taiwan" });
  }, [isFirstChoice, save]);

  useEffect(() => {
    const { documentElement: page } = document;
    if (page.lang !== shown.language) page.lang = shown.language; // even the same value makes the browser style every element again
  }, [shown.language]);

  const theme = settings?.theme;
  useEffect(() => {
    if (theme) showTheme(theme);
  }, [theme]);

  const { readings, textSize, toneColours } = settings ?? defaultSettings;
  useLayoutEffect(() => showTextSettings({ readings, textSize, toneColours }), [readings, textSize, toneColours]);

  return (
    <SingleKeysContext value={settings?.singleKeys ?? defaultSettings.singleKeys}>
      <StringsContext value={shown}>{children}</StringsContext>
    </SingleKeysContext>
  );
}

// the first `Intl.Locale` takes a part of the first render, and few learners need it
const isTaiwanese = (tag: string) => tag.startsWith("zh") && scriptOf(tag) === "Hant" && regionOf(tag) === "TW";

/**
 * Stands on the whole page, because a text has hundreds of sentences. Called before the first render too: a value that changes later styles every
 * element again.
 */
export function showTextSettings(settings: Pick<Settings, "readings" | "textSize" | "toneColours">): void {
  const { readings, textSize, toneColours: tones } = settings;
  const { dataset } = document.documentElement;
  for (const [name, value] of Object.entries({ readings, textSize, tones }))
    if (dataset[name] !== value) dataset[name] = value;
}

/** The server wrote the theme into the page; this applies a later change. */
function showTheme(theme: Settings["theme"]): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else if (document.documentElement.dataset.theme !== theme) document.documentElement.dataset.theme = theme;
  for (const colour of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    const scheme = colour.dataset["scheme"];
    colour.media = theme === "system" ? `(prefers-color-scheme: ${scheme})` : scheme === theme ? "all" : "not all";
  }
}
