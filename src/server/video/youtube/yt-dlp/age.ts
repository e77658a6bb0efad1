const day = 24 * 60 * 60_000;
/** yt-dlp itself warns of older versions. */
const oldDays = 90;
/** Versions before it have holes through which a page of YouTube could write files or start programs: CVE-2026-50023, CVE-2026-50019, CVE-2026-55404. */
const safeSince = Date.UTC(2026, 6, 4);

/** How old a version is: `2026.08.19 → { ageDays: 100, isOld: true }`. */
export function ageOf(version: string | null, now: number): { ageDays: number | null; isOld: boolean } {
  const [, year, month, date] = /^(\d{4})\.(\d{1,2})\.(\d{1,2})/.exec(version ?? "") ?? [];
  if (year === undefined) return { ageDays: null, isOld: false };
  const released = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const ageDays = Math.max(0, Math.floor((now - released) / day));
  return { ageDays, isOld: ageDays > oldDays || released < safeSince };
}
