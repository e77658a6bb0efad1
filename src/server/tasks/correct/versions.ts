import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { ownPart, withoutAside } from "#server/tasks/own-part.ts";
import { plainLine } from "#server/tasks/plain-line.ts";
import { inOwnScript } from "./own-script.ts";

/** The sentences that a statement can mean: a quotation in it, or the beginning of its part in the language. */
export function toVersions(said: string, sentence: string, language: LearningLanguage): string[] {
  const part = withoutAside(ownPart(withoutReadings(said, sentence, language), language), language);
  const tidy = (version: string) =>
    inOwnScript(plainLine(withoutSpaces(version, sentence, language)), sentence, language);
  return [...quotationsIn(said, sentence), firstSentences(part, sentence)].map(tidy);
}

/** `The correct sentence is "…"` → the sentence. Quotes that the learner wrote are part of the sentence. */
function quotationsIn(said: string, sentence: string): string[] {
  const quotes = /[「『“"]([^「『」』“”"]+)[」』”"]/gu;
  return sentence.search(quotes) >= 0 ? [] : [...said.matchAll(quotes)].map(([, inside = ""]) => inside);
}

/** Furigana that the model added: 寒(さむ)かった → 寒かった. */
function withoutReadings(said: string, sentence: string, language: LearningLanguage): string {
  const { bracketedReading } = languages[language];
  if (!bracketedReading || sentence.search(bracketedReading) >= 0) return said;
  return said.replace(bracketedReading, "");
}

/** Spaces that the model put between words: 昨日 は 寒かった です → 昨日は寒かったです. */
function withoutSpaces(version: string, sentence: string, language: LearningLanguage): string {
  const { wordSeparator, script } = languages[language];
  if (wordSeparator === " " || / /.test(sentence.trim())) return version;
  const between = new RegExp(String.raw`(?<=${script.source}|\p{P}) +(?=${script.source}|\p{P})`, "gu");
  return version.replace(between, "");
}

/** As many sentences as the learner wrote. An explanation may follow on the same line. */
function firstSentences(version: string, sentence: string): string {
  const split = (text: string) => text.match(/[^。！？!?.]+[。！？!?.]*/gu) ?? [];
  return split(version)
    .slice(0, Math.max(1, split(sentence).length))
    .join("")
    .trim();
}
