import type { Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { LemmaStatus } from "./statuses.ts";
import { type WordStatus, wordStatuses } from "./word-values.ts";

/** The lemma under which a word of a text is saved. */
export const lemmaOf = ({ lemma, surface }: Pick<Word, "lemma" | "surface">, language: LearningLanguage): string =>
  lemma ?? withoutBrackets(surface, language);

/**
 * The status of a word of a text. Where two saved words share its lemma, its reading decides if it stands in its dictionary form; otherwise the
 * least known one counts. Undefined: it has none.
 */
export function statusOf(
  word: Pick<Word, "lemma" | "surface" | "reading">,
  language: LearningLanguage,
  find: (lemma: string) => LemmaStatus | undefined,
): WordStatus | undefined {
  const found = find(lemmaOf(word, language));
  if (found === undefined || typeof found === "string") return found;
  const own = word.lemma === undefined ? found[word.reading] : undefined;
  return own ?? wordStatuses.find((status) => Object.values(found).includes(status));
}
