import type { LearningLanguage } from "#shared/languages/types.ts";
import japanese from "./ja.txt" with { type: "text" };
import korean from "./ko.txt" with { type: "text" };
import type { Explained, Lesson } from "./lesson.ts";
import { type Lessons, readLessons } from "./read-lessons.ts";
import chinese from "./zh-Hans.txt" with { type: "text" };
import traditionalChinese from "./zh-Hant.txt" with { type: "text" };

const all: Record<LearningLanguage, Lessons> = {
  ja: readLessons(japanese),
  "zh-Hans": readLessons(chinese),
  "zh-Hant": readLessons(traditionalChinese),
  ko: readLessons(korean),
};

export const lessonsOf = (language: LearningLanguage): readonly Lesson[] => all[language].lessons;
export const explainedIn = (language: LearningLanguage): readonly Explained[] => all[language].explained;

/** `How do I say "猫" ? → howdoisay猫`. Questions that differ only in case, width, spaces or punctuation are the same. */
export const plain = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, "");

export function findLesson(language: LearningLanguage, text: string): Lesson | undefined {
  return lessonsOf(language).find(({ ask }) => plain(ask) === plain(text));
}

/** The explanation of a sentence of any lesson. */
export function findExplained(language: LearningLanguage, text: string, tag: string): Explained | undefined {
  return explainedIn(language).find(
    ({ sentence, explanationLanguage }) => explanationLanguage === tag && plain(sentence) === plain(text),
  );
}
