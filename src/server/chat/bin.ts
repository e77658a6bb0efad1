import type { Database } from "bun:sqlite";
import type { BinEntry } from "#shared/bin.ts";
import { goesAt } from "#shared/days-in-bin.ts";
import { getLastActivity, isInBin, listBin, purgeConversation } from "#server/db/bin.ts";
import type { Reclaimer } from "#server/db/reclaim.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { createClockCheck } from "./clock-check.ts";

export type Bin = {
  /** The deleted conversations, last deleted first. `after`: the id of the last entry of the previous page. */
  list(page: { after?: string | undefined; limit: number }): BinEntry[];
  /** Deletes one conversation in the bin for good. Returns false if it is not in the bin. */
  purge(id: string): Promise<boolean>;
  /** Deletes everything that is in the bin now. */
  empty(): Promise<void>;
  /** Deletes what has been in the bin long enough, if the clock can be trusted. The caller reclaims the space. */
  purgeOld(): Promise<void>;
  /** Whether something may be deleted because of its date. */
  isClockBelieved(): boolean;
};

type Deps = {
  db: Database;
  reclaimer: Reclaimer;
  pictures: Pick<Pictures, "removePhotos">;
  closing: AbortSignal;
  /** Deletes copies of texts that are stored outside the database. */
  onPurged: () => Promise<void>;
};

/** The conversations that the learner deleted. They can be restored until they are deleted for good. */
export function createBin({ db, reclaimer, pictures, closing, onPurged }: Deps): Bin {
  const clock = createClockCheck(getLastActivity(db));

  /** Deletes rows first: the next sweep finds a file without a row, but a row without its file would be a broken picture. */
  async function purgeAll(ids: readonly string[]) {
    try {
      for (const id of ids) {
        if (closing.aborted) return;
        const photos = purgeConversation(db, id) ?? []; // null: restored meanwhile
        await pictures.removePhotos(photos.map((photo) => ({ id: photo })));
        await new Promise(setImmediate);
      }
    } finally {
      if (ids.length > 0) await onPurged(); // also when the database fails halfway: some are already deleted
    }
  }

  async function purgeAndReclaim(ids: readonly string[]) {
    await purgeAll(ids);
    await reclaimer.reclaim();
  }

  return {
    list: (page) => listBin(db, page).map((row) => ({ ...row, goesAt: goesAt(row.deletedAt) })),
    async purge(id) {
      const isThere = isInBin(db, id);
      if (isThere) await purgeAndReclaim([id]);
      return isThere;
    },
    empty: () => purgeAndReclaim(listBin(db, { limit: -1 }).map(({ id }) => id)),
    isClockBelieved: () => clock.isBelieved(),
    async purgeOld() {
      if (!clock.isBelieved()) return;
      await purgeAll(
        listBin(db, { limit: -1 }).flatMap(({ id, deletedAt }) => (goesAt(deletedAt) <= Date.now() ? [id] : [])),
      );
    },
  };
}
