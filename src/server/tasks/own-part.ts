import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** `Friends and a film: 友達と映画 → 友達と映画`. Divides only where some parts are in the language and others are not. */
export function ownPart(line: string, language: LearningLanguage): string {
  const { script } = languages[language];
  const parts = line
    .split(/[:：]|(?<=\s)[-–—/|=→]+(?=\s)/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const own = parts.filter((part) => script.test(part));
  return own.length > 0 && own.length < parts.length ? own[0]! : line;
}

/** `友達と映画 (Friends and a film) → 友達と映画`. A reading or a translation in brackets goes. */
export function withoutAside(line: string, language: LearningLanguage): string {
  const { script } = languages[language];
  const aside = /^(.+?)[(（[［]([^()（）[\]［］]*)[)）\]］]$/u.exec(line);
  const [, before = "", inside = ""] = aside ?? [];
  const text = before.trimEnd();
  const isReading = /\p{sc=Han}/u.test(text) && /^[\p{sc=Hiragana}\p{sc=Katakana}ー\s]+$/u.test(inside);
  return text !== "" && (isReading || !script.test(inside)) ? text : line;
}
