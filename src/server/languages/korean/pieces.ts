import type { PartOfSpeech } from "#shared/card.ts";
import type { Inflection } from "#shared/inflections.ts";
import type { Mark } from "./pronounce.ts";
import type { VerbForm } from "./verb-forms.ts";

/** One word of a run of letters between two spaces. */
export type Piece = {
  surface: string;
  lemma: string;
  partOfSpeech: PartOfSpeech;
  inflection: Inflection[];
  /** What is known about the places between its syllables; `index` counts from its first syllable. */
  marks: { index: number; mark: Mark }[];
  /** The last ending of a form, such as `지`; absent if the word has none. */
  ending?: string;
  /** The pronunciations of a homograph, the one that fits the sentence first. */
  pronunciations?: string[];
};

/** One way to divide a run into words. The lowest cost is the most likely. */
export type Division = { pieces: Piece[]; cost: number };

/** No run of words is longer; a longer one is not divided. */
export const longestRun = 40;

export const toPiece = (
  surface: string,
  { lemma = surface, partOfSpeech }: { lemma?: string; partOfSpeech: PartOfSpeech },
): Piece => ({ surface, lemma, partOfSpeech, inflection: [], marks: [] });

export const fromForm = (surface: string, { lemma, partOfSpeech, inflection, marks, ending }: VerbForm): Piece => ({
  surface,
  lemma,
  partOfSpeech,
  inflection,
  marks,
  ending,
});

export const isVerb = ({ partOfSpeech: part }: Pick<Piece, "partOfSpeech">) =>
  part === "verb" || part === "adjective" || part === "auxiliary";
export const isAttributive = ({ inflection }: Pick<Piece, "inflection">) => inflection.at(-1) === "attributive";
export const isNominal = ({ inflection }: Pick<Piece, "inflection">) => inflection.at(-1) === "nominal";
