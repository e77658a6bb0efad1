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
 * The backups whose time is over: of the automatic ones the newest of each of the last seven days and of four weeks stays; what was replaced stays for
 * as long as a deleted chat can be restored. The newest of all is never among them, whatever the clock says.
 */
export function findOutdated<B extends BackupFile>(backups: readonly B[], now: number): B[] {
  const newestFirst = backups.toSorted((one, other) => other.at - one.at);
  const kept = new Set(newestFirst.slice(0, 1));
  const automatic = newestFirst.filter(({ kind }) => kind === "automatic");
  for (const [spanMs, spans] of [
    [dayMs, keptDays],
    [7 * dayMs, keptWeeks],
  ] as const) {
    const newest = Map.groupBy(automatic, ({ at }) => Math.floor(at / spanMs));
    for (const [first] of [...newest.values()].slice(0, spans)) if (first) kept.add(first);
  }
  const isKept = (backup: B) =>
    kept.has(backup) ||
    backup.kind === "manual" ||
    (backup.kind !== "automatic" && now - backup.at < backupDays * dayMs);
  return newestFirst.filter((backup) => !isKept(backup));
}
