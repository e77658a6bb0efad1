import { expect, test } from "bun:test";
import fc from "fast-check";
import { backupKinds, type BackupFile, findOutdated } from "./which-to-keep.ts";

const day = 24 * 60 * 60_000;
const today = Date.UTC(2026, 10, 27, 9);
const daily = (days: number): BackupFile[] =>
  Array.from({ length: days }, (_, ago) => ({ id: String(ago), kind: "automatic", at: today - ago * day }));
/** The days ago of those that stay when a backup was made each day and the rule ran each day. */
function keptAfter(days: number): number[] {
  let kept: BackupFile[] = [];
  for (const backup of daily(days).reverse()) {
    kept.push(backup);
    const outdated = new Set(findOutdated(kept, backup.at));
    kept = kept.filter((each) => !outdated.has(each));
  }
  return kept.map(({ at }) => (today - at) / day).toSorted((a, b) => a - b);
}

test("of daily backups, those of seven days and the newest of four weeks stay", () => {
  expect(keptAfter(5)).toEqual([0, 1, 2, 3, 4]);
  const kept = keptAfter(100);
  expect(kept.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(kept.length).toBeLessThanOrEqual(10);
  expect(kept.at(-1)).toBeGreaterThan(14);
  expect(kept.at(-1)).toBeLessThan(30);
});

test("after a long pause, automatic backups of old days go: they still have what was deleted since then", () => {
  const old = daily(7).map(({ at, ...backup }) => ({ ...backup, at: at - 40 * day }));
  expect(findOutdated(old, today)).toEqual(old.slice(1)); // the newest stays
  const now: BackupFile = { id: "now", kind: "automatic", at: today };
  expect(findOutdated([now, ...old], today)).toEqual(old);
});

test("what was replaced stays for thirty days, and what the learner made stays", () => {
  const backups: BackupFile[] = [
    { id: "new", kind: "automatic", at: today },
    { id: "made", kind: "manual", at: today - 900 * day },
    { id: "replaced", kind: "before-import", at: today - 29 * day },
    { id: "long ago", kind: "before-delete", at: today - 31 * day },
  ];
  expect(findOutdated(backups, today).map(({ id }) => id)).toEqual(["long ago"]);
});

test("the newest one is never deleted, and a second look deletes nothing more (F50)", () => {
  const backup = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...backupKinds),
    at: fc.integer({ min: today - 400 * day, max: today + 40 * day }),
  });
  fc.assert(
    fc.property(fc.array(backup, { minLength: 1, maxLength: 40 }), fc.integer({ min: -500, max: 500 }), (all, days) => {
      const now = today + days * day;
      const outdated = new Set(findOutdated(all, now));
      const kept = all.filter((each) => !outdated.has(each));
      expect(Math.max(...kept.map(({ at }) => at))).toBe(Math.max(...all.map(({ at }) => at)));
      expect(findOutdated(kept, now)).toEqual([]);
    }),
  );
});
