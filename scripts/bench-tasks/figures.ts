import type { Share } from "#shared/model-report.ts";
import { createCounter, type Measured } from "#server/model-doctor/counts.ts";
import type { Cost } from "./run-ask.ts";

/** The figures of one task in one language. */
export type Figures = { task: string; language: string; shares: Record<string, Share>; costs: Cost[] };

/** Adds up what the cases of one task showed. */
export function createFigures(task: string, language: string) {
  const { shares, add } = createCounter();
  const costs: Cost[] = [];
  return {
    add(measured: Pick<Measured, "shares">, cost: Cost, more: Record<string, Share> = {}) {
      for (const [name, { part, whole }] of Object.entries({ ...more, ...measured.shares })) add(name, part, whole);
      costs.push(cost);
    },
    done: (): Figures => ({ task, language, shares, costs }),
  };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** A row of the printed table, or of the JSON. */
export function summarise({ task, language, shares, costs }: Figures) {
  const mean = (values: number[]) => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
  const firsts = costs.map(({ firstMs }) => firstMs).filter((ms) => !Number.isNaN(ms));
  return {
    task,
    language,
    ...Object.fromEntries(Object.entries(shares).map(([name, { part, whole }]) => [name, `${part}/${whole}`])),
    "tokens in": mean(costs.map(({ tokensIn }) => tokensIn)),
    "tokens out": mean(costs.map(({ tokensOut }) => tokensOut)),
    "first ms": Math.round(median(firsts)),
    "end ms": Math.round(median(costs.map(({ totalMs }) => totalMs))),
  };
}

/** Prints the figures of one task: a column for each language. */
export function printTable(figures: readonly Figures[]) {
  const columns = figures.map((each) => ({ language: each.language, values: summarise(each) }));
  const [first] = columns;
  if (!first) return;
  const { task, language: _, ...rows } = first.values;
  console.log(`\n${task}`);
  console.table(
    Object.fromEntries(
      Object.keys(rows).map((row) => [
        row,
        Object.fromEntries(
          columns.map(({ language, values }) => [
            language,
            Object.entries(values).find(([name]) => name === row)?.[1] ?? "–",
          ]),
        ),
      ]),
    ),
  );
}
