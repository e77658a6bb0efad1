import type { Level } from "#shared/settings.ts";

/** How prompts name the levels. */
export const levelNames: Record<Level, string> = {
  beginner: "beginner",
  lower: "lower intermediate",
  middle: "intermediate",
  upper: "upper intermediate",
};
