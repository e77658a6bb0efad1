import { shortestMoment } from "#shared/video/shortest-moment.ts";

export type Edge = "start" | "end";
type Span = { start: number; end: number };

const round = (time: number) => Math.round(time * 100) / 100;

/** The span with one end at another time: inside the video, and not shorter than the shortest moment. */
export function moveEnd({ start, end }: Span, edge: Edge, to: number, duration: number): Span {
  if (edge === "start") return { start: round(Math.max(0, Math.min(to, end - shortestMoment))), end };
  return { start, end: round(Math.min(Math.max(duration, end), Math.max(to, start + shortestMoment))) };
}

/** Seconds by which a key moves an end; null for other keys. */
export function stepOf({ key, shiftKey }: { key: string; shiftKey: boolean }): number | null {
  const small = shiftKey ? 1 : 0.1;
  if (key === "ArrowLeft" || key === "ArrowDown") return -small;
  if (key === "ArrowRight" || key === "ArrowUp") return small;
  if (key === "PageDown") return -1;
  return key === "PageUp" ? 1 : null;
}
