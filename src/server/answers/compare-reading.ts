import type { Verdict, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** How the reading that a model chose compares with the candidates of its word. The reading is returned as the candidate is written. */
export function compareReading(
  language: LearningLanguage,
  { candidates, state }: Pick<Word, "candidates" | "state">,
  reading: string,
): { reading: string; verdict: Verdict } {
  const { normaliseReading } = languages[language];
  const place = candidates.findIndex((known) => normaliseReading(known) === normaliseReading(reading));
  if (place === 0) return { reading: candidates[0] ?? reading, verdict: "agrees" };
  if (place > 0) return { reading: candidates[place] ?? reading, verdict: "possible" };
  // a reading composed from parts cannot make another one wrong
  const isSure = state !== "guess" && state !== "none";
  return { reading, verdict: isSure ? "conflict" : "unchecked" };
}
