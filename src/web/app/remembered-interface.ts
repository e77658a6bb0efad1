import { z } from "zod";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { type Settings, settingsSchema } from "#shared/settings.ts";

const key = "blossom.look";
const rememberedSchema = z.object({
  theme: settingsSchema.shape.theme,
  language: z.enum(interfaceLanguages).nullable().catch(null),
});
export type RememberedInterface = z.infer<typeof rememberedSchema>;

/** Theme and language of the last visit, known before the server answers: no flash of white or of English. */
export function rememberedInterface(): RememberedInterface {
  try {
    return rememberedSchema.parse(JSON.parse(localStorage.getItem(key) ?? ""));
  } catch {
    return { theme: "system", language: null }; // the first visit, or an older format
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
