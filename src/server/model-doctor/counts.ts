import type { Share } from "#shared/model-report.ts";
import type { Asked } from "./ask.ts";

/** Counts how many cases there were, and how many were good. */
export function createCounter() {
  const shares: Record<string, Share> = {};
  function add(name: string, part: number, whole: number) {
    const share = (shares[name] ??= { part: 0, whole: 0 });
    share.part += part;
    share.whole += whole;
  }
  /** Adds one case, good or not. */
  const count = (name: string, isGood: boolean) => add(name, isGood ? 1 : 0, 1);
  return { shares, add, count };
}
export type Counter = ReturnType<typeof createCounter>;

/** The result of one case. `isUsable`: the answer had the requested form. */
export type Measured = { shares: Record<string, Share>; isUsable: boolean; asked: Asked };
