const windowMs = 10_000;
const leastMs = 500;

/** Bytes a second over the last ten seconds. */
export type Speed = {
  note(now: number, bytes: number): void;
  /** Null: too early to say. Sinks to 0 when nothing comes any more. */
  read(now: number): number | null;
};

export function createSpeed(): Speed {
  /** Oldest first; at most four a second, and one from before the window. */
  const samples: { at: number; bytes: number }[] = [];
  let last = { at: 0, bytes: 0 };
  return {
    note(now, bytes) {
      last = { at: now, bytes };
      const newest = samples.at(-1);
      if (!newest || now - newest.at >= 250) samples.push(last);
    },
    read(now) {
      while (samples[1] && samples[1].at <= now - windowMs) samples.shift();
      const first = samples[0];
      if (!first || now - first.at < leastMs) return null;
      // what came before the window began counts as little as it was in it
      return Math.max(0, last.bytes - first.bytes) / ((now - first.at) / 1000);
    },
  };
}
