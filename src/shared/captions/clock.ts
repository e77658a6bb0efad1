/** Seconds of `1:02:03.400`, `02:03,4` or `-00:00:01,000`, as subtitle files write a time. Null for a text that is no time. */
export function parseClock(text: string): number | null {
  const [, sign, hours = "0", minutes, seconds, fraction = ""] =
    /^\s{0,9}(-?)(?:(\d{1,4}):)?(\d{1,3}):(\d{1,3})(?:[.,:](\d{0,9}))?\s{0,9}$/.exec(text) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const time = whole + (fraction === "" ? 0 : Number(`0.${fraction}`));
  return sign === "-" ? -time : time;
}

/** `00:00:01,000 --> 00:00:04,000 X1:100 X2:500`. Null if a time cannot be read. */
export function parseTimes(line: string): { start: number; end: number } | null {
  const at = line.indexOf("-->");
  if (at < 0) return null;
  const start = parseClock(line.slice(0, at));
  const end = parseClock(/^\s{0,9}([-\d:.,]{1,30})/.exec(line.slice(at + "-->".length))?.[1] ?? "");
  return start === null || end === null ? null : { start, end };
}
