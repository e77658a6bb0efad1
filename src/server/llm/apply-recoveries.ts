import type { ProviderType } from "#shared/providers.ts";
import { type Change, type Circumstances, recoveries, type Recovery, type Sent } from "./recoveries.ts";
import type { Knowledge, LLMError, LLMStreamOptions } from "./types.ts";

type Recoveries = {
  /**
   * Returns what to change before the answer is requested again, or null if a retry would fail too. With `canAsk: false` (the answer
   * has begun), only learns from the error.
   */
  next: (error: LLMError, sent: Sent, more: { canAsk: boolean; elapsedMs: number }) => Change | null;
};

/** Applies the table to one answer: counts how often each row was used, and stores what was learned. */
export function createRecoveries(
  provider: ProviderType,
  knowledge: Knowledge,
  { model, timeouts, waitsForPlace = false }: Pick<LLMStreamOptions, "model" | "timeouts" | "waitsForPlace">,
): Recoveries {
  const used = new Map<Recovery, number>();
  const rows = recoveries.filter(({ providers }) => providers?.includes(provider) ?? true);
  return {
    next(error, sent, { canAsk, elapsedMs }) {
      const toCircumstances = (row: Recovery) => ({
        sent,
        used: used.get(row) ?? 0,
        elapsedMs,
        timeouts,
        waitsForPlace,
      });
      const found = rows.find((row) => fits(row, error, toCircumstances(row)));
      if (!found) return null;
      const circumstances = toCircumstances(found);
      const change = found.change(error, circumstances);
      if (change.learn) knowledge.learn(model, change.learn);
      if (!canAsk || found.times === 0) return null;
      used.set(found, circumstances.used + 1);
      return change;
    },
  };
}

/** Whether a row matches and was not used too often. */
const fits = (row: Recovery, error: LLMError, circumstances: Circumstances) =>
  (row.times === 0 || circumstances.used < row.times) &&
  row.when(error, circumstances) &&
  (row.text?.pattern.test(error.message) ?? true);
