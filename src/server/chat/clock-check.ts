import { daysInBin } from "#shared/bin.ts";

const day = 24 * 60 * 60_000;
/** A clock that says that nothing happened for longer than this may be wrong: a third of the time in the bin. */
const longestPause = (daysInBin / 3) * day;

type Reading = { date: number; running: number };

/**
 * Says whether the date may be used to delete something for good. A clock that jumps a month ahead for a moment must not empty the bin, so after a jump the
 * date counts only when Blossom has run for a day since. There is a jump if the date has gone further than the time that passed, or, at the
 * start, further from the last thing that happened (`lastActivity`) than usual. A computer that slept for weeks looks the same, and loses only
 * a day.
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
