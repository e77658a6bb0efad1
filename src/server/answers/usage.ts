import type { Usage } from "#shared/answer.ts";
import { costUsd } from "#shared/prices.ts";
import type { LLMResult } from "#server/llm/types.ts";

/** What an answer took, as it is shown. */
export function toUsage(provider: string, { model, usage, timings, requests }: LLMResult): Usage {
  const { firstTokenMs, totalMs, loadMs, writingMs } = timings;
  const ms = writingMs ?? totalMs - (firstTokenMs ?? 0);
  const tokensPerSecond = usage?.output && ms > 0 ? (usage.output / ms) * 1_000 : undefined;
  const cost = usage && costUsd(provider, model, usage);
  return {
    requests,
    totalMs,
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    ...(loadMs !== undefined && { loadMs }),
    ...(usage?.input !== undefined && { inputTokens: usage.input }),
    ...(usage?.output !== undefined && { outputTokens: usage.output }),
    ...(usage?.cacheRead !== undefined && { cacheReadTokens: usage.cacheRead }),
    ...(usage?.cacheWrite !== undefined && { cacheWriteTokens: usage.cacheWrite }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(cost !== undefined && { costUsd: cost }),
  };
}

/** Of two requests for one answer, one after the other. How fast it was is said of the second, which is what one saw. */
export function addUsage(first: Usage, second: Usage | undefined): Usage {
  if (!second) return first;
  const sum = <Key extends keyof Usage>(...keys: Key[]) =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const known = [first[key], second[key]].filter((value) => value !== undefined);
        return known.length > 0 ? [[key, known.reduce((a, b) => a + b, 0)]] : [];
      }),
    );
  const counts = sum(
    "requests",
    "inputTokens",
    "outputTokens",
    "cacheReadTokens",
    "cacheWriteTokens",
    "loadMs",
    "totalMs",
  );
  // of one unknown price no sum is made
  const cost = first.costUsd !== undefined && second.costUsd !== undefined ? sum("costUsd") : {};
  const { firstTokenMs, tokensPerSecond } = second;
  return {
    ...counts,
    ...cost,
    ...(firstTokenMs !== undefined && { firstTokenMs: (first.totalMs ?? 0) + firstTokenMs }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
  };
}
