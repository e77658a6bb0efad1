import type { ReviewCard } from "#shared/review/review.ts";
import { hasTypedAnswer } from "./typed-answer.ts";
import type { ReviewStrings } from "#web/i18n/en/review.ts";

export const meaningOf = ({ word }: ReviewCard): string | null => word.meaning ?? word.dictionaryMeaning;

/** What the front asks. */
export function askOf(t: ReviewStrings["asks"], card: ReviewCard, isTyped: boolean, language: string): string {
  const { type, context } = card;
  if (type === "recognise") {
    if (isTyped && hasTypedAnswer(card)) return context ? t.recogniseTyped : t.recogniseAloneTyped;
    return context ? t.recognise : t.recogniseAlone;
  }
  return type === "produce" ? t.produce(language) : t[type];
}
