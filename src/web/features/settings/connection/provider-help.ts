import type { ModelInfo } from "#shared/model-info.ts";
import type { ProviderType } from "#shared/providers.ts";

type ProviderHelp = {
  /** The terminal command that starts the server. */
  startCommand?: string;
  /** The terminal command that downloads a model. */
  getCommand?: (model: string) => string;
  /** The server lists all its models. Otherwise a name can also be typed. */
  listIsComplete: boolean;
  /** The page asks for the key first: nothing works without it. */
  needsKey: boolean;
};

/** What the settings page knows about each provider beyond its descriptor. */
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

/** The known models of a provider, and where the list comes from. */
export type KnownModels = { models: ModelInfo[]; from: "asking" | "server" | "offline" | "nowhere" };
