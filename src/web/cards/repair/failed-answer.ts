import type { ProviderType } from "#shared/providers.ts";

/** The failed answer that a repair belongs to, and how to retry it. */
export type FailedAnswer = { provider: ProviderType; model: string; onRetry: () => void };
