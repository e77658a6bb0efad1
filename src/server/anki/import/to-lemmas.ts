import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { Analyser } from "#server/languages/types.ts";
import { findWordEntries } from "#server/languages/word-entries.ts";
import { logger } from "#server/logger.ts";
import { createPause } from "#server/slices.ts";
import { rank, type SourceWord } from "#server/anki/source/read-words.ts";

export type LemmaDeps = { lookup: Lookup; analyser: Analyser };

/** A file with more unknown words than this is in another language. */
const mostAsked = 5_000;
const atOnce = 100;

/**
 * Replaces inflected words by their dictionary forms, because texts find a word by that: 食べます → 食べる, 綺麗な → 綺麗, 갔어요 → 가다.
 * A word that a dictionary has stays as it is. Two rows that become one word count once, with the higher status.
 */
export async function toLemmas(
  { lookup, analyser }: LemmaDeps,
  language: LearningLanguage,
  words: readonly SourceWord[],
  signal: AbortSignal,
): Promise<SourceWord[]> {
  if (languages[language].hanzi !== undefined) return [...words]; // nothing is inflected
  const pause = createPause();
  const unknown: string[] = [];
  for (const { lemma } of words) {
    const { fitting, others } = findWordEntries(lookup.open(), language, { surface: lemma });
    if (fitting.length + others.length === 0) unknown.push(lemma);
    if (unknown.length > mostAsked) break;
    if (await pause()) signal.throwIfAborted();
  }
  const lemmas = new Map<string, string>();
  for (let from = 0; from < Math.min(unknown.length, mostAsked); from += atOnce) {
    signal.throwIfAborted();
    for (const [surface, lemma] of await ask(analyser, language, unknown.slice(from, from + atOnce)))
      lemmas.set(surface, lemma);
  }
  if (lemmas.size === 0) return [...words];
  const merged = words.filter(({ lemma }) => !lemmas.has(lemma));
  const wanted = new Set(lemmas.values());
  const places = new Map<string, number>();
  for (const [place, { lemma }] of merged.entries()) if (wanted.has(lemma)) places.set(lemma, place);
  for (const word of words) {
    const lemma = lemmas.get(word.lemma);
    if (lemma === undefined) continue;
    const place = places.get(lemma);
    const known = place === undefined ? undefined : merged[place];
    // the reading is that of the inflected form
    if (known === undefined) places.set(lemma, merged.push({ ...word, lemma, reading: "" }) - 1);
    else if (rank[word.status] > rank[known.status]) merged[place!] = { ...known, status: word.status };
  }
  return merged;
}

/** The dictionary forms of words that have others. Each is a line of one text. */
async function ask(
  analyser: Analyser,
  language: LearningLanguage,
  surfaces: readonly string[],
): Promise<[surface: string, lemma: string][]> {
  let found: readonly Word[];
  try {
    found = await analyser.analyse(surfaces.join("\n"), language);
  } catch (error) {
    logger.error("analyser failed", { error }); // the words are imported as they are
    return [];
  }
  const lemmas: [string, string][] = [];
  let start = 0;
  for (const surface of surfaces) {
    const end = start + surface.length;
    const lemma = lemmaOf(found.filter((word) => word.start >= start && word.end <= end));
    if (lemma !== null && lemma !== surface) lemmas.push([surface, lemma]);
    start = end + 1;
  }
  return lemmas;
}

/** Null for an expression of several words: 気になる. */
function lemmaOf([first, ...others]: readonly Word[]): string | null {
  if (!first || !others.every(({ partOfSpeech }) => partOfSpeech === "auxiliary")) return null;
  if (others.length > 0 && first.partOfSpeech !== "adjective") return null;
  return first.lemma ?? first.surface;
}
