import type { Level } from "#shared/setting-values.ts";

/** How prompts name the levels. */
export const levelNames: Record<Level, string> = {
  beginner: "beginner",
  lower: "lower intermediate",
  middle: "intermediate",
  upper: "upper intermediate",
};
