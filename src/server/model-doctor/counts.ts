import type { Share } from "#shared/model-report.ts";
import type { Asked } from "./ask.ts";

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
export type Counter = ReturnType<typeof createCounter>;

/** What one case showed. `isUsable`: the answer had the form that was asked for. */
export type Measured = { shares: Record<string, Share>; isUsable: boolean; asked: Asked };
