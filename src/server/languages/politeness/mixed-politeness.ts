import type { MixedPoliteness } from "#shared/analysis.ts";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { japaneseStyle } from "./japanese.ts";
import { koreanStyle } from "./korean.ts";
import { splitStatements } from "./split-statements.ts";
import type { StyleOf } from "./style.ts";

/** In UTF-16 units. A learner does not write a longer text in a chat. */
const longestText = 2_000;

const styles: Partial<Record<LearningLanguage, StyleOf>> = { ja: japaneseStyle, ko: koreanStyle };

/**
 * Finds です and だ, or 존댓말 and 반말, in one text. Only the end of a sentence makes it plain, so embedded clauses do not count
 * (学生だと思います, 간다고 해요), nor do quotations. Null if the text keeps one style, or for a language without such a choice.
 */
export function findMixedPoliteness(
  text: string,
  words: readonly Word[],
  language: LearningLanguage,
): MixedPoliteness | null {
  const styleOf = styles[language];
  if (!styleOf || text.length > longestText) return null;
  const found = splitStatements(text, words).map((statement) => ({ statement, ...styleOf(statement) }));
  const spans = (kind: "polite" | "plain") =>
    found
      .filter(({ statement }) => kind === "polite" || statement.ending !== "…")
      .flatMap((each) => each[kind].map((word) => toSpan(word, each.statement.words)));
  const [polite, plain] = [spans("polite"), spans("plain")];
  return polite.length > 0 && plain.length > 0 ? { polite, plain } : null;
}

const isAttached = ({ partOfSpeech }: Word) => partOfSpeech === "auxiliary" || partOfSpeech === "particle";

/** With the word that an auxiliary belongs to: 学生だ, 寒かったです. */
function toSpan(word: Word, words: readonly Word[]): { start: number; end: number } {
  let first = words.indexOf(word);
  if (word.partOfSpeech === "auxiliary")
    while (first > 0 && isAttached(words[first]!) && words[first - 1]!.end === words[first]!.start) first--;
  return { start: words[first]!.start, end: word.end };
}
