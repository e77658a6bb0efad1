export type Fit = "fits" | "tight" | "tooLarge";

/**
 * Estimates whether a model of this size runs on this computer beside other programs. A model needs its size, a quarter of it for
 * working memory, and one gigabyte, and may use three quarters of the memory. `gemma3:12b` (8.1 GB): fits 16 GB, tight in 12, too large for 8.
 */
export function fitOf(sizeBytes: number, memoryBytes: number): Fit {
  const needed = sizeBytes * 1.25 + 1e9;
  if (needed <= memoryBytes * 0.75) return "fits";
  return needed <= memoryBytes * 0.95 ? "tight" : "tooLarge";
}
