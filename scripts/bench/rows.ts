export type Row = { row: string; value: number; unit: string; bar: string; met: boolean };

/** A measured figure and its bar, which is an upper or a lower limit. */
export function toRow(row: string, value: number, unit: string, bar: { atMost: number } | { atLeast: number }): Row {
  const rounded = Math.round(value * 100) / 100;
  if ("atMost" in bar) return { row, value: rounded, unit, bar: `≤ ${bar.atMost}`, met: rounded <= bar.atMost };
  return { row, value: rounded, unit, bar: `≥ ${bar.atLeast}`, met: rounded >= bar.atLeast };
}

/** The `p`-quantile of the values. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** Runs a measurement several times in sequence. */
export async function repeat<T>(times: number, measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < times; run++) results.push(await measure());
  return results;
}
