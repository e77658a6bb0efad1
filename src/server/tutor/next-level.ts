import type { Database } from "bun:sqlite";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Level, levels } from "#shared/setting-values.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import { listStatuses } from "#server/db/word-statuses.ts";
import { levelWords } from "#server/dictionaries/level-words.ts";

/** From this share of a level's words on, the next level is worth proposing. */
const enough = 0.9;
/** A shorter list says little. */
const fewestWords = 50;

/** The level that the learner's known words speak for, if it is higher than theirs. Known: marked or imported as known, or known by review. */
export function nextLevel(
  db: Database,
  dataDir: string,
  language: LearningLanguage,
  own: Level,
): TutorState["nextLevel"] {
  const known = new Set<string>();
  for (const { lemma, status } of listStatuses(db, language)) if (status === "known") known.add(lemma);
  if (known.size < fewestWords * enough) return null; // no list is read
  let proposed: TutorState["nextLevel"] = null;
  for (let at = levels.indexOf(own); at < levels.length - 1; at++) {
    const share = shareOf(dataDir, language, levels[at]!, known);
    if (share < enough) break;
    proposed = { level: levels[at + 1]!, share };
  }
  return proposed;
}

function shareOf(dataDir: string, language: LearningLanguage, level: Level, known: ReadonlySet<string>): number {
  const { knownLevels } = languages[language];
  const below = levels[levels.indexOf(level) - 1];
  const from = below === undefined ? 1 : knownLevels[below] + 1;
  const words = new Set(
    levelWords(dataDir, language, { from, to: knownLevels[level] }).map(({ spelling }) => spelling),
  );
  if (words.size < fewestWords) return 0;
  return [...words].filter((word) => known.has(word)).length / words.size;
}
