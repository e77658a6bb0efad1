import type { ModelInfo } from "#shared/model-info.ts";

const windows = [4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144];

/** The largest window that can be set. */
const limit = 1_048_576;

/** The windows to choose from: up to the model's own, and including the one that is set. */
export function listWindows(has = windows.at(-1)!, set: number | null = null): number[] {
  const most = Math.min(has, limit);
  const all = [...windows.filter((tokens) => tokens < most), most, ...(set === null ? [] : [set])];
  return [...new Set(all)].toSorted((a, b) => a - b);
}

// bytes per token and per billion parameters; architectures differ by this factor
const least = 8_000;
const greatest = 24_000;

/**
 * Estimates the memory that a window takes, from and to: `12.2B` with 8,192 tokens → 0.8 to 2.4 GB. Null if the model's size is
 * unknown.
 */
export function contextBytes({ parameters = "" }: ModelInfo, tokens: number): { from: number; to: number } | null {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([BM])/i.exec(parameters) ?? [];
  if (!amount) return null;
  const billions = Number(amount) / (unit?.toUpperCase() === "M" ? 1_000 : 1);
  return { from: billions * tokens * least, to: billions * tokens * greatest };
}
