import { daysInBin } from "#shared/days-in-bin.ts";

const day = 24 * 60 * 60_000;
/** If nothing happened for longer than this by the clock, the clock may be wrong: a third of the time in the bin. */
const longestPause = (daysInBin / 3) * day;

type Reading = { date: number; running: number };

/**
 * Decides whether the date can be trusted to delete something for good. A clock that is wrong for a moment must not empty the bin, so
 * after a jump Blossom waits until it has run for a day. It sees a jump when the date moves further than the process has run, or when it
 * starts long after `lastActivity`. A computer that slept for weeks looks the same; its bin is emptied a day later.
 */
export function createClockCheck(
  lastActivity: number | null,
  read = (): Reading => ({ date: Date.now(), running: performance.now() }),
) {
  let last = read();
  let countsFrom = last.running;
  if (lastActivity !== null && last.date - lastActivity > longestPause) countsFrom += day;

  return {
    isBelieved(): boolean {
      const now = read();
      const jump = now.date - last.date - (now.running - last.running);
      if (jump > longestPause) countsFrom = now.running + day;
      last = now;
      return now.running >= countsFrom;
    },
  };
}
