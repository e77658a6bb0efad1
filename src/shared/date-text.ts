/** `2026-11-27T09:20:30.123Z`. Also of a year with five digits, which JavaScript writes as +012026; empty for a number that is no time. */
export function toIsoText(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().replace(/^\+0*/, "");
}

/** `2026-11-27`. */
export const toDateText = (at: number): string => toIsoText(at).split("T", 1)[0] ?? "";

/** `2026-11-27 09:20`. */
export const toMinuteText = (at: number): string => toIsoText(at).replace("T", " ").slice(0, -":30.123Z".length);
