import type { RefObject } from "react";

export type LineElement = RefObject<HTMLElement | null>;

/** The time under the pointer. */
export function timeUnder(clientX: number, line: LineElement, duration: number): number {
  const { left = 0, width = 0 } = line.current?.getBoundingClientRect() ?? {};
  return width === 0 ? 0 : Math.max(0, Math.min(1, (clientX - left) / width)) * duration;
}
