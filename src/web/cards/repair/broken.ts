import type { ProviderType } from "#shared/providers.ts";

/** The failed answer that a repair belongs to, and how to ask again. */
export type Broken = { provider: ProviderType; model: string; onRetry: () => void };
