import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** Reads the title in an answer; null if there is none. */
export function readTitle(text: string, language: LearningLanguage): string | null {
  const lines = text
    .normalize("NFC")
    .split("\n")
    .map((line) => line.trim());
  return (
    lines
      .filter((line) => line !== "")
      .slice(0, 3)
      .find((line) => isWrittenIn(line, language)) ?? null
  );
}

/** Whether the answer so far decides the title, so that the request can be closed. */
export const isTitleDecided = (text: string, language: LearningLanguage): boolean =>
  readTitle(text.slice(0, text.lastIndexOf("\n") + 1), language) !== null;
