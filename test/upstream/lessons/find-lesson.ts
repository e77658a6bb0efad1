import type { LearningLanguage } from "#shared/languages/types.ts";
import { chinese } from "./chinese.ts";
import { japanese } from "./japanese.ts";
import { korean } from "./korean.ts";
import type { Lesson } from "./lesson.ts";
import { traditionalChinese } from "./traditional-chinese.ts";

export const lessons: Record<LearningLanguage, readonly Lesson[]> = {
  ja: japanese,
  "zh-Hans": chinese,
  "zh-Hant": traditionalChinese,
  ko: korean,
};

/** `How do I say "猫" ? → howdoisay猫`. Questions that differ only in case, width, spaces or punctuation are the same. */
export const plain = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, "");

export function findLesson(language: LearningLanguage, text: string): Lesson | undefined {
  return lessons[language].find(({ ask }) => plain(ask) === plain(text));
}

/** The lesson that a longer text mentions; the first one if it mentions several. */
export function findMentioned(language: LearningLanguage, text: string): Lesson | undefined {
  const all = plain(text);
  const place = ({ ask }: Lesson) => all.indexOf(plain(ask));
  return lessons[language].filter((lesson) => place(lesson) >= 0).sort((one, other) => place(one) - place(other))[0];
}

/** The card block of a sentence, from any lesson that contains it. */
export function findCard(language: LearningLanguage, text: string): string | undefined {
  const cards = lessons[language].flatMap(({ answer }) => cardsIn(answer));
  return cards.find(({ sentence }) => plain(text) === plain(sentence))?.block;
}

export function cardsIn(answer: string): { sentence: string; block: string }[] {
  return [...answer.matchAll(/^:::card\ntext: (.+)\n[^]*?^:::$/gm)].map(([block, sentence = ""]) => ({
    sentence,
    block,
  }));
}
