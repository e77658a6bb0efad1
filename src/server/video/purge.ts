import type { Database } from "bun:sqlite";
import { hasFrame } from "#server/db/pictures.ts";
import { hasSound, purgeMoments } from "#server/db/purge-moments.ts";
import type { Reclaimer } from "#server/db/reclaim.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import type { MomentSounds } from "./moment-sounds.ts";

/** How long a deleted moment or video can be restored. */
const undoMs = 60 * 60_000;

type Deps = {
  db: Database;
  reclaimer: Reclaimer;
  pictures: Pick<Pictures, "removeFrames">;
  momentSounds: MomentSounds;
};

export type VideoBin = ReturnType<typeof createVideoBin>;

/** Deletes moments and videos for good. */
export function createVideoBin({ db, reclaimer, pictures, momentSounds }: Deps) {
  /** Deletes rows first: the next sweep finds a file without a row. */
  async function purge(upTo: number) {
    const purged = purgeMoments(db, upTo);
    if (purged === null) return;
    await pictures.removeFrames(purged.frames, (id) => hasFrame(db, id));
    momentSounds.remove(purged.sounds, (id) => hasSound(db, id));
    await reclaimer.reclaim();
  }

  return {
    purge,
    /** What was deleted long enough ago. */
    purgeOld: () => purge(Date.now() - undoMs),
    /** Deletes the sounds that a crash left. */
    sweep: (startedAt: number) => momentSounds.sweep((id) => hasSound(db, id), startedAt),
  };
}
