import type { ReadingState, Word } from "#shared/card.ts";
import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Span } from "#shared/normalise/letters.ts";
import type { Row } from "./parse-row.ts";

/** The word that a row of the model makes where the engine has none. What the row says of the reading is a claim. */
export function toModelWord(language: LearningLanguage, text: string, row: Row, { start, end }: Span): Word {
  const surface = text.slice(start, end);
  const claim = readClaim(language, surface, row.reading);
  return {
    surface,
    start,
    end,
    reading: "",
    state: languages[language].needsReading(surface) ? "none" : "known",
    partOfSpeech: row.partOfSpeech,
    meaning: row.meaning,
    from: "model",
    ...(claim !== null && { claim, claimBy: "model" as const }),
    verdict: "unchecked",
    candidates: [],
  };
}

/** What small models write around a reading: `えいが (eiga)`, `(えいが)`, `えいが / eiga`, `えいが。`. "none" and "?" say that there is nothing to read. */
const withoutComment = (reading: string) =>
  reading
    .trim()
    .replace(/^[(（]([^()（）]+)[)）]$/, "$1")
    .replace(/(?<=\S)\s*[/／].*$/s, "")
    .replace(/(?<=\S)\s*[(（][^()（）]*[)）]$/, "")
    .replace(/[。．.、,，!！?？…]{1,3}$/, "")
    .replace(/^(?:none|null)$/i, "");

/** The claim in the language's own notation. An empty reading or the word itself is no claim. */
function readClaim(language: LearningLanguage, surface: string, reading: string): string | null {
  const { normaliseReading, toOwnNotation } = languages[language];
  const plain = withoutBrackets(surface, language);
  const claim = toOwnNotation(withoutComment(reading));
  const isSame = withoutBrackets(claim, language) === plain || normaliseReading(claim) === normaliseReading(plain);
  return normaliseReading(claim) === "" || isSame ? null : claim;
}

/**
 * Gives a word of the model what the engine knows of the words inside its span. The engine's reading, part of speech, lemma and meanings are
 * never replaced: the model adds its meaning, and its reading as a claim. A reading that the learner typed stands before the model's.
 */
export function mergeRow(language: LearningLanguage, text: string, word: Word, inside: readonly Word[]): Word {
  const [first] = inside;
  if (!first) return word;
  const engine = inside.length === 1 ? first : joinWords(language, text, inside, word);
  const isLearners = engine.claimBy === "learner";
  return {
    ...engine,
    partOfSpeech: engine.partOfSpeech === "other" ? word.partOfSpeech : engine.partOfSpeech,
    meaning: word.meaning,
    from: "model",
    ...(!isLearners && word.claim !== undefined && { claim: word.claim, claimBy: word.claimBy }),
    ...(!isLearners && { verdict: word.verdict }),
    // a verdict has brought the readings of this very span
    ...(word.verdict !== "unchecked" && word.candidates.length > 0 && { candidates: word.candidates }),
  };
}

const doubt: readonly ReadingState[] = ["known", "chosen", "open", "guess", "none"];

/** Several words as one: their readings joined, as doubtful as the most doubtful of them. */
function joinWords(language: LearningLanguage, text: string, words: readonly Word[], span: Span): Word {
  const { needsReading, joinReadings } = languages[language];
  const isUnknown = words.some(
    ({ reading, surface, state }) => reading === "" && state === "none" && needsReading(surface),
  );
  const hasReading = words.some(({ reading }) => reading !== "");
  const parts = words.map(({ reading, surface, start }, index) => ({
    gap: text.slice(words[index - 1]?.end ?? start, start),
    reading: reading || withoutBrackets(surface, language),
  }));
  const reading = isUnknown || !hasReading ? "" : joinReadings(parts);
  const state = words.map((word) => word.state).toSorted((one, other) => doubt.indexOf(other) - doubt.indexOf(one))[0]!;
  const origin = words.some((word) => word.origin === "guess") ? "guess" : words.find((word) => word.origin)?.origin;
  return {
    surface: text.slice(span.start, span.end),
    start: span.start,
    end: span.end,
    reading,
    state: isUnknown ? "none" : state,
    ...(origin && !isUnknown && { origin }),
    candidates: reading === "" ? [] : [reading],
    verdict: "unchecked",
    partOfSpeech: "other",
    meaning: "",
    from: "analyser",
  };
}
