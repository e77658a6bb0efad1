const windowMs = 10_000;
const leastMs = 500;
/** Between two samples that are kept; the newest is always there. */
const gapMs = 250;

/** Bytes a second over the last ten seconds. */
export type Speed = {
  note(now: number, bytes: number): void;
  /** Null: too early to say. Sinks to 0 when nothing comes any more. */
  read(now: number): number | null;
};

export function createSpeed(): Speed {
  /** Oldest first: one from before the window, and those in it. */
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
