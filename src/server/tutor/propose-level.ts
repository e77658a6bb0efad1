import type { Database } from "bun:sqlite";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Level, levels } from "#shared/setting-values.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import { countStatuses } from "#server/db/word-statuses.ts";
import type { LevelWords } from "#server/dictionaries/level-words.ts";

export type LevelDeps = { db: Database; levelWords: LevelWords };

/** From this share of a level's words on, the next level is worth proposing. */
const enoughKnown = 0.9;
/** The lower level is worth proposing once the learner is studying this many words that their level counts as known. */
const enoughUnknown = 50;
/** A shorter list says little. */
const fewestWords = 50;

/**
 * The next level, if the learner knows nearly all words of their level: marked or imported as known, or known by review. The level below, if they
 * are studying many words of their level, and more than twice as many as they know.
 */
export function proposeLevel(
  { db, levelWords }: LevelDeps,
  language: LearningLanguage,
  own: Level,
): TutorState["proposedLevel"] {
  const at = levels.indexOf(own);
  const [above, below] = [levels[at + 1], levels[at - 1]];
  const { knownLevels } = languages[language];
  const from = below === undefined ? 1 : knownLevels[below] + 1;
  const list = new Set(levelWords(language, { from, to: knownLevels[own] }).map(({ spelling }) => spelling));
  if (list.size < fewestWords) return null;
  const { known = 0, learning = 0, new: begun = 0 } = countStatuses(db, language, [...list]);
  const counts = { known: known / list.size, unknown: learning + begun };
  if (above !== undefined && counts.known >= enoughKnown) return { level: above, ...counts };
  const isTooHigh = counts.unknown >= enoughUnknown && counts.unknown > 2 * known;
  return below !== undefined && isTooHigh ? { level: below, ...counts } : null;
}
