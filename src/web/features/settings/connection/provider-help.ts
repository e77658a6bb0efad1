import type { ModelInfo, ProviderType } from "#shared/providers.ts";

type ProviderHelp = {
  /** What starts the server, as it is typed in a terminal. */
  startCommand?: string;
  /** What brings a model to the server. */
  getCommand?: (model: string) => string;
  /** The server's list is all there is; elsewhere a name can be typed. */
  listIsComplete: boolean;
  /** The key is asked for first: nothing works without it. */
  needsKey: boolean;
};

/** What the settings page knows of each provider beyond its descriptor. */
export const providerHelp: Record<ProviderType, ProviderHelp> = {
  anthropic: { listIsComplete: false, needsKey: true },
  ollama: {
    startCommand: "ollama serve",
    getCommand: (model) => `ollama pull ${model}`,
    listIsComplete: true,
    needsKey: false,
  },
  "openai-compatible": { listIsComplete: false, needsKey: false },
};

/** What is known of a provider's models now. */
export type KnownModels = { models: ModelInfo[]; from: "asking" | "server" | "offline" | "nowhere" };
