import type { Database } from "bun:sqlite";
import { daysInBin } from "#shared/days-in-bin.ts";
import { purgeWords } from "#server/db/purge-words.ts";

type Deps = {
  db: Database;
  removeSounds: (ids: readonly string[]) => void;
  isClockBelieved: () => boolean;
};

export type WordBin = ReturnType<typeof createWordBin>;

/** Deletes words and contexts for good that the learner deleted long enough ago. */
export const createWordBin = ({ db, removeSounds, isClockBelieved }: Deps) => ({
  async purgeOld() {
    if (!isClockBelieved()) return;
    const sounds = purgeWords(db, Date.now() - daysInBin * 24 * 60 * 60_000);
    if (sounds) removeSounds(sounds);
  },
});
