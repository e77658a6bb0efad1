import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { drawReading } from "#shared/reading-forms.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { useSettings } from "#web/api/settings.ts";

/** The whole reading in the notation that the learner has chosen, such as Zhuyin. */
export function useWrittenReading(word: Word, language: LearningLanguage): string {
  const settings = useSettings();
  const { reading } = shownReading(word, language);
  const { pieces } = drawReading(word, language, { ...settings, readings: "always" });
  // above a word that ends in kana, only a part of its reading is drawn
  const isWhole = pieces.every(({ ruby }) => ruby !== "") && pieces.some(({ ruby }) => !reading.includes(ruby));
  return isWhole ? pieces.map(({ ruby }) => ruby).join(" ") : reading;
}
