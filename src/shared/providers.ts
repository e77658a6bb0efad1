export const providers = ["anthropic", "ollama", "openai-compatible"] as const;
export type ProviderType = (typeof providers)[number];

export type ProviderDescriptor = {
  type: ProviderType;
  /** A proper name, the same in every language. */
  label: string;
  fields: readonly ("baseUrl" | "apiKey" | "headers")[];
  defaultUrl: string;
  address: {
    /** Added to an address without a port; null: none is added. */
    port: string | null;
    /** Which hosts are reached over TLS if the learner types no scheme. */
    https: "all but own" | "public names" | "none";
    /** Removed from the end of an address that the learner copied from a request. */
    endpoints: RegExp;
    /** Most servers want `/v1` at the end, and some want another version or none. */
    isVersioned: boolean;
  };
  defaults: { chatModel: string; titleModel: string };
  /** Listed when the server cannot be asked for its models. */
  suggestedModels: readonly string[];
  keyVariable?: string;
  /** The environment variable that sets the address, if the learner cannot set it in Settings. */
  addressVariable?: string;
  /** The key of the environment is sent to this origin and to own servers only; null: to the provider's address, wherever it is. */
  keyOrigin: string | null;
  /** Blossom sends no request without a key. */
  needsKey: boolean;
  /** Blossom may ask the server on its own whether it answers, before the learner has chosen it. A company's API is contacted only after that. */
  isProbed: boolean;
  /** The server lists all its models. If false, the learner can also name an unlisted model. */
  listIsComplete: boolean;
  /** The server stores models: Blossom can download, load and delete them there. */
  keepsModels: boolean;
  /** Whether the server may be an Ollama, which relays a model named `…-cloud` to a cloud. `own hosts`: only on this computer or network. */
  relays: "always" | "own hosts" | "never";
  /** How a picture is counted and resized: by Claude's patches, or whole. */
  pictures: "patches" | "whole";
  /** The default context window. It is small for local models, because it takes memory. */
  usualContextTokens: number;
  /** The default length limit of an answer. */
  usualAnswerTokens: number;
};

export const providerDescriptors: Record<ProviderType, ProviderDescriptor> = {
  anthropic: {
    type: "anthropic",
    label: "Anthropic",
    fields: ["apiKey", "headers"],
    defaultUrl: "https://api.anthropic.com",
    address: { port: null, https: "all but own", endpoints: /\/v1(\/(messages|models))?$/, isVersioned: false },
    defaults: { chatModel: "claude-sonnet-5-5", titleModel: "claude-haiku-5-5" },
    suggestedModels: ["claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5", "claude-haiku-4-5-20251001"],
    keyVariable: "ANTHROPIC_API_KEY",
    addressVariable: "ANTHROPIC_BASE_URL",
    keyOrigin: null, // only the environment can change the address
    needsKey: true,
    isProbed: false,
    listIsComplete: false,
    keepsModels: false,
    relays: "never",
    pictures: "patches",
    usualContextTokens: 100_000,
    usualAnswerTokens: 8_192,
  },
  ollama: {
    type: "ollama",
    label: "Ollama",
    // Ollama itself has no keys, but ollama.com or a proxy in front of an Ollama may need one
    fields: ["baseUrl", "apiKey", "headers"],
    defaultUrl: "http://127.0.0.1:11434",
    address: {
      port: "11434",
      https: "none",
      endpoints: /\/(api|v1)(\/(chat|tags|generate|show|ps|version|models|chat\/completions))?$/,
      isVersioned: false,
    },
    defaults: { chatModel: "gemma3:12b", titleModel: "" },
    suggestedModels: [],
    keyOrigin: null,
    needsKey: false,
    isProbed: true,
    listIsComplete: true,
    keepsModels: true,
    relays: "always",
    pictures: "whole",
    usualContextTokens: 8_192,
    usualAnswerTokens: 3_072,
  },
  "openai-compatible": {
    type: "openai-compatible",
    label: "OpenAI-compatible",
    fields: ["baseUrl", "apiKey", "headers"],
    defaultUrl: "http://127.0.0.1:1234/v1",
    address: {
      port: null,
      https: "public names",
      endpoints: /\/(chat\/completions|completions|models)$/,
      isVersioned: true,
    },
    defaults: { chatModel: "", titleModel: "" },
    suggestedModels: [],
    keyVariable: "OPENAI_API_KEY",
    keyOrigin: "https://api.openai.com",
    needsKey: false,
    isProbed: true,
    listIsComplete: false,
    keepsModels: false,
    relays: "own hosts",
    pictures: "whole",
    usualContextTokens: 8_192,
    usualAnswerTokens: 3_072,
  },
};

/** The providers whose base URL the learner can set. */
export type ServerProvider = Exclude<ProviderType, "anthropic">;

export const isServerProvider = (type: ProviderType): type is ServerProvider =>
  providerDescriptors[type].fields.includes("baseUrl");
