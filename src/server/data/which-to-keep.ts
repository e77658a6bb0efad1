import { backupDays } from "#server/db/migrate.ts";

/**
 * `automatic`: made each day. `manual`: the learner made it, and deletes it. The others are what was replaced: the database with its pictures.
 */
export const backupKinds = ["automatic", "manual", "before-import", "before-restore", "before-delete"] as const;
export type BackupKind = (typeof backupKinds)[number];
export type BackupFile = { id: string; kind: BackupKind; at: number };

const dayMs = 24 * 60 * 60_000;
const keptDays = 7;
const keptWeeks = 4;

/**
 * The backups whose time is over. Automatic ones: the newest of each of seven days and of each of four weeks stays. No automatic one and nothing that
 * was replaced stays longer than a deleted chat can be restored, because they still have what was deleted. The newest backup is never deleted,
 * whatever the clock says.
 */
export function findOutdated<B extends BackupFile>(backups: readonly B[], now: number): B[] {
  const newestFirst = backups.toSorted((one, other) => other.at - one.at);
  const automatic = newestFirst.filter(({ kind }) => kind === "automatic");
  const ofSpans = new Set<B>();
  for (const [spanMs, spans] of [
    [dayMs, keptDays],
    [7 * dayMs, keptWeeks],
  ] as const) {
    const newest = Map.groupBy(automatic, ({ at }) => Math.floor(at / spanMs));
    for (const [first] of [...newest.values()].slice(0, spans)) if (first) ofSpans.add(first);
  }
  const isInTime = (backup: B) =>
    now - backup.at < backupDays * dayMs && (backup.kind !== "automatic" || ofSpans.has(backup));
  return newestFirst.slice(1).filter((backup) => backup.kind !== "manual" && !isInTime(backup));
}
