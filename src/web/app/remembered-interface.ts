import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";
import { isRecord, parseJson } from "#shared/parse-json.ts";
import { themes } from "#shared/setting-values.ts";
import type { Settings } from "#shared/settings.ts";

const key = "blossom.look";
export type RememberedInterface = { theme: Settings["theme"]; language: InterfaceLanguage | null };

/** Theme and language of the last visit, known before the server answers: no flash of white or of English. */
export function rememberedInterface(): RememberedInterface {
  const saved = readSaved();
  return {
    theme: themes.find((theme) => theme === saved.theme) ?? "system",
    language: interfaceLanguages.find((language) => language === saved.language) ?? null,
  };
}

/** Empty at the first visit. Another version may have written it in another format. */
function readSaved(): Record<string, unknown> {
  try {
    const saved = parseJson(localStorage.getItem(key) ?? "");
    return isRecord(saved) ? saved : {};
  } catch {
    return {}; // the browser allows no storage
  }
}

export function rememberInterface({ theme, interfaceLanguage: language }: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify({ theme, language } satisfies RememberedInterface));
  } catch {
    // storage is full: the next visit begins with the system's look
  }
}

export function showTheme(theme: Settings["theme"]): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
