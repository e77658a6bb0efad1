export type Fit = "fits" | "tight" | "tooLarge";

/**
 * Does a model of this size run here beside everything else? Its weights once, a quarter more for what it works with, and a
 * gigabyte; three quarters of the memory are its to have. `gemma3:12b`, 8.1 GB: fits 16 GB, is tight with 12, too large for 8.
 */
export function fitOf(sizeBytes: number, memoryBytes: number): Fit {
  const needed = sizeBytes * 1.25 + 1e9;
  if (needed <= memoryBytes * 0.75) return "fits";
  return needed <= memoryBytes * 0.95 ? "tight" : "tooLarge";
}
