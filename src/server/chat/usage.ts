import type { Usage } from "#shared/answer.ts";
import { costUsd } from "#shared/prices.ts";
import type { LLMResult } from "#server/llm/types.ts";

/** What an answer took, as it is shown. */
export function toUsage(provider: string, { model, usage, timings }: LLMResult): Usage {
  const { firstTokenMs, totalMs, loadMs, writingMs } = timings;
  const ms = writingMs ?? totalMs - (firstTokenMs ?? 0);
  const tokensPerSecond = usage && usage.output > 0 && ms > 0 ? (usage.output / ms) * 1_000 : undefined;
  const cost = usage && costUsd(provider, model, usage);
  return {
    totalMs,
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    ...(loadMs !== undefined && { loadMs }),
    ...(usage && { inputTokens: usage.input, outputTokens: usage.output }),
    ...(usage?.cacheRead !== undefined && { cacheReadTokens: usage.cacheRead }),
    ...(usage?.cacheWrite !== undefined && { cacheWriteTokens: usage.cacheWrite }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(cost !== undefined && { costUsd: cost }),
  };
}
