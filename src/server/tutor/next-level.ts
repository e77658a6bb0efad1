import type { Database } from "bun:sqlite";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Level, levels } from "#shared/setting-values.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import { countKnown } from "#server/db/word-statuses.ts";
import { levelWords } from "#server/dictionaries/level-words.ts";

/** From this share of a level's words on, the next level is worth proposing. */
const enough = 0.9;
/** A shorter list says little. */
const fewestWords = 50;

/** The next level, if the learner knows nearly all words of their present level: marked or imported as known, or known by review. */
export function nextLevel(
  db: Database,
  dataDir: string,
  language: LearningLanguage,
  own: Level,
): TutorState["nextLevel"] {
  const at = levels.indexOf(own);
  const level = levels[at + 1];
  if (level === undefined) return null;
  const { knownLevels } = languages[language];
  const below = levels[at - 1];
  const from = below === undefined ? 1 : knownLevels[below] + 1;
  const words = new Set(levelWords(dataDir, language, { from, to: knownLevels[own] }).map(({ spelling }) => spelling));
  if (words.size < fewestWords) return null;
  const share = countKnown(db, language, [...words]) / words.size;
  return share < enough ? null : { level, share };
}
