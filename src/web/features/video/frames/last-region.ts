import type { Region } from "#shared/frames.ts";

const key = "blossom.video.region";
const sides = ["x", "y", "width", "height"] as const;

/** The region that the learner chose last, for the next video. Null if this browser knows none. */
export function readLastRegion(): Region | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isRegion(stored) ? stored : null;
  } catch {
    return null; // nothing can be stored here
  }
}

export function keepLastRegion(region: Region): void {
  try {
    localStorage.setItem(key, JSON.stringify(region));
  } catch {
    // the next video offers none
  }
}

const isRegion = (value: unknown): value is Region =>
  typeof value === "object" &&
  value !== null &&
  sides.every((side) => {
    const share = (value as Record<string, unknown>)[side];
    return typeof share === "number" && share >= 0 && share <= 1;
  });
