const windowMs = 10_000;
const leastMs = 500;
/** Shortest time between two kept samples; the newest is always kept. */
const gapMs = 250;

/** Bytes per second over the last ten seconds. */
export type Speed = {
  note(now: number, bytes: number): void;
  /** Null: not enough samples yet. Falls to 0 when nothing arrives. */
  read(now: number): number | null;
};

export function createSpeed(): Speed {
  /** Oldest first: one sample from before the window, then those inside it. */
  const samples: { at: number; bytes: number }[] = [];
  const forget = (before: number) => {
    while (samples[1] && samples[1].at <= before) samples.shift();
  };
  return {
    note(now, bytes) {
      forget(now - windowMs);
      const before = samples.at(-2);
      if (before && now - before.at < gapMs) samples.pop();
      samples.push({ at: now, bytes });
    },
    read(now) {
      forget(now - windowMs);
      const [first, last] = [samples[0], samples.at(-1)];
      if (!first || !last || now - first.at < leastMs) return null;
      return Math.max(0, last.bytes - first.bytes) / ((now - first.at) / 1000);
    },
  };
}
