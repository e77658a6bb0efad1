import type { Usage } from "#shared/answer.ts";
import { costUsd } from "#shared/prices.ts";
import type { LLMResult } from "#server/llm/types.ts";

/** Tokens, times and cost of an answer, as the page shows them. */
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

/** Adds the usage of two sequential requests for one answer. The speed is that of the second one, whose text is shown. */
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
  // leave out the sum if either price is unknown
  const cost = first.costUsd !== undefined && second.costUsd !== undefined ? sum("costUsd") : {};
  const { firstTokenMs, tokensPerSecond } = second;
  return {
    ...counts,
    ...cost,
    ...(firstTokenMs !== undefined && { firstTokenMs: (first.totalMs ?? 0) + firstTokenMs }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
  };
}
