import type { Word } from "#shared/card.ts";
import type { InstalledDictionary } from "#shared/dictionaries.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

type Reported = {
  word: Word;
  /** The sentence, or a text with the word in it. */
  text: string;
  language: LearningLanguage;
  /** The model that claims a reading. */
  model: string | null;
  version: string;
  engine: string;
  dictionaries: readonly Pick<InstalledDictionary, "name" | "version" | "language" | "isEnabled">[];
};

const quoted = (reading: string) => (reading === "" ? "(none)" : reading);

/** A report about a reading for an issue, in English. It has the sentence, and nothing else that the learner wrote. */
export function reportReading({ word, text, language, model, version, engine, dictionaries }: Reported): string {
  const { surface, start, end, candidates, state, origin, verdict, claim, claimBy, partOfSpeech, lemma } = word;
  const own = dictionaries.filter((each) => each.isEnabled && language.startsWith(each.language));
  const claimant = claimBy === "model" ? (model ?? "A model") : "The learner";
  return [
    `Reading of ${surface} (${language})`,
    "",
    `- Sentence: ${text}`,
    `- Word: ${surface}, characters ${start} to ${end}, ${partOfSpeech}${lemma ? `, from ${lemma}` : ""}`,
    word.isSettled
      ? `- The learner settled: ${quoted(word.claim ?? word.reading)}`
      : `- The engine reads: ${quoted(word.reading)} (${[state, origin].filter(Boolean).join(", ")})`,
    `- Candidates: ${candidates.join(", ") || "(none)"}`,
    ...(claim !== undefined && !word.isSettled ? [`- ${claimant} reads: ${claim} (${verdict})`] : []),
    `- Blossom ${version}, engine ${engine}`,
    `- Dictionaries: ${own.map((each) => `${each.name} ${each.version}`.trim()).join("; ") || "(none)"}`,
  ].join("\n");
}
