import { AppError } from "#server/errors.ts";
import { waitUntil } from "./pause.ts";

const minute = 60_000;

/** Allows `most` requests a minute for each key. */
export function createRate(most: number, now: () => number) {
  const times = new Map<string, number[]>();
  return {
    check(key: string) {
      for (const [other, all] of times) if ((all.at(-1) ?? 0) <= now() - minute) times.delete(other);
      const recent = (times.get(key) ?? []).filter((time) => time > now() - minute);
      if (recent.length >= most)
        throw new AppError("video_busy", `More than ${most} pieces in a minute.`, waitUntil(recent[0]! + minute, now));
      times.set(key, [...recent, now()]);
    },
  };
}
