const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Days as the learner counts them: in their time zone, and beginning at the hour that they chose. */
export type LearnerDays = {
  /** The number of the day: 0 is 1 January 1970. */
  dayOf: (at: number) => number;
  /** Its first moment. */
  startOf: (day: number) => number;
};

/** `startsAt`: the hour at which a day begins. Whoever reviews at one at night is still in the day before. */
export function createLearnerDays(zone: string, startsAt: number): LearnerDays {
  const offsetAt = createOffsets(zone);
  const dayOf = (at: number) => Math.floor((at + offsetAt(at) - startsAt * hourMs) / dayMs);
  return {
    dayOf,
    startOf(day) {
      const wall = day * dayMs + startsAt * hourMs;
      // the offset before the change of a clock can be another than the one after it
      const ways = [wall - dayMs, wall, wall + dayMs].map((near) => wall - offsetAt(near));
      const start = ways.toSorted((a, b) => a - b).find((at) => dayOf(at) >= day && dayOf(at - 1) < day);
      return start ?? firstOf(day, dayOf, wall);
    },
  };
}

/** For the days whose first hour does not exist, because the clock was set forward there. */
function firstOf(day: number, dayOf: (at: number) => number, near: number): number {
  let before = near - 2 * dayMs;
  let from = near + 2 * dayMs;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayOf(middle) >= day) from = middle;
    else before = middle;
  }
  return from;
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function createOffsets(zone: string): (at: number) => number {
  const format = formatOf(zone);
  if (!format) throw new RangeError(`no time zone: ${zone}`);
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
  };
}

/** To make one takes milliseconds, and there are only a few hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
    return format;
  } catch {
    return null; // the only thing that it refuses is an unknown zone
  }
}

export const isTimeZone = (zone: string): boolean => formatOf(zone) !== null;
