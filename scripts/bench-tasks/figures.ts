import type { Cost } from "./run-ask.ts";

/** `12 of 20` */
export type Share = { part: number; whole: number };

/** Counts how many of a kind are good. */
export function createCounter() {
  const shares: Record<string, Share> = {};
  function add(name: string, part: number, whole: number) {
    const share = (shares[name] ??= { part: 0, whole: 0 });
    share.part += part;
    share.whole += whole;
  }
  /** Counts one more, which is good or not. */
  const count = (name: string, isGood: boolean) => add(name, isGood ? 1 : 0, 1);
  return { shares, add, count };
}

/** The figures of one task in one language. */
export type Figures = { task: string; language: string; shares: Record<string, Share>; costs: Cost[] };

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
