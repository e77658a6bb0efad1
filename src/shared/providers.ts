import { z } from "zod";
import { errorCodes } from "./errors.ts";
import { responderSchema } from "./responder.ts";

export const providers = ["anthropic", "ollama", "openai-compatible"] as const;
export type ProviderType = (typeof providers)[number];

export type ProviderDescriptor = {
  type: ProviderType;
  /** A name, the same in every language. */
  label: string;
  fields: readonly ("baseUrl" | "apiKey" | "headers")[];
  defaultUrl: string;
  defaults: { chatModel: string; titleModel: string };
  /** For a list when the server cannot be asked. */
  suggestedModels: readonly string[];
  keyVariable?: string;
  /** Nothing is asked without a key. */
  needsKey: boolean;
  /** The server is asked by itself whether it answers. A company's API is asked only when the learner wants something. */
  isProbed: boolean;
  /** The server's list is all there is. Elsewhere a model that is not listed can be named. */
  listIsComplete: boolean;
  /** The server keeps models: they can be downloaded to it, loaded and deleted. */
  keepsModels: boolean;
  /** An Ollama may answer here, and Ollama relays a model named `…-cloud` to its maker: everywhere, on the learner's own hosts, or never. */
  relays: "always" | "own hosts" | "never";
  /** The window of a model for which the learner set none. A local model's costs memory, so it is small. */
  usualContextTokens: number;
  /** Room for an answer. */
  usualAnswerTokens: number;
};

export const providerDescriptors: Record<ProviderType, ProviderDescriptor> = {
  anthropic: {
    type: "anthropic",
    label: "Anthropic",
    fields: ["apiKey", "headers"],
    defaultUrl: "https://api.anthropic.com",
    defaults: { chatModel: "claude-sonnet-5-5", titleModel: "claude-haiku-5-5" },
    suggestedModels: ["claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5", "claude-haiku-4-5-20251001"],
    keyVariable: "ANTHROPIC_API_KEY",
    needsKey: true,
    isProbed: false,
    listIsComplete: false,
    keepsModels: false,
    relays: "never",
    usualContextTokens: 100_000,
    usualAnswerTokens: 8_192,
  },
  ollama: {
    type: "ollama",
    label: "Ollama",
    // Ollama itself knows no key: a proxy in front of it, or ollama.com, does
    fields: ["baseUrl", "apiKey", "headers"],
    defaultUrl: "http://127.0.0.1:11434",
    defaults: { chatModel: "gemma3:12b", titleModel: "" },
    suggestedModels: [],
    needsKey: false,
    isProbed: true,
    listIsComplete: true,
    keepsModels: true,
    relays: "always",
    usualContextTokens: 8_192,
    usualAnswerTokens: 3_072,
  },
  "openai-compatible": {
    type: "openai-compatible",
    label: "OpenAI-compatible",
    fields: ["baseUrl", "apiKey", "headers"],
    defaultUrl: "http://127.0.0.1:1234/v1",
    defaults: { chatModel: "", titleModel: "" },
    suggestedModels: [],
    keyVariable: "OPENAI_API_KEY",
    needsKey: false,
    isProbed: true,
    listIsComplete: false,
    keepsModels: false,
    relays: "own hosts",
    usualContextTokens: 8_192,
    usualAnswerTokens: 3_072,
  },
};

/** The providers whose address the learner gives. */
export type ServerProvider = Exclude<ProviderType, "anthropic">;

export const isServerProvider = (type: ProviderType): type is ServerProvider =>
  providerDescriptors[type].fields.includes("baseUrl");

export const providerSettingsSchema = z.object({
  baseUrl: z.string(),
  chatModel: z.string(),
  /** Empty: the chat model, which is already in memory. */
  titleModel: z.string(),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

/** Where a key comes from; the key itself never leaves the server. */
export const keyStateSchema = z.object({
  set: z.boolean(),
  from: z.enum(["environment", "file"]).nullable(),
  preview: z.string().nullable().describe("the last four characters"),
});
export type KeyState = z.infer<typeof keyStateSchema>;

/** What the learner set for one model of one provider; the same for every task, or Ollama loads the model anew. */
export const modelSettingsSchema = z.object({
  provider: z.enum(providers),
  model: z.string(),
  contextTokens: z.number().int().nullable().describe("the window asked for; null: the usual one"),
  keepAlive: z.string().nullable().describe('Ollama: "30m", "-1" for ever, "0" not at all; null: as its server is set'),
  allowRemote: z.boolean().describe("the learner agreed that this model runs on somebody else's computer"),
  digest: z.string().optional().describe("of the model as it was when it was chosen last"),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;

/** Who answers instead when a provider cannot be reached or is overloaded, before its first word. An empty list: nobody. */
export const fallbackSchema = z.object({
  providers: z.array(z.enum(providers)).max(providers.length),
  allowRemote: z.boolean().describe("also from this computer or network to somebody else's"),
});
export type Fallback = z.infer<typeof fallbackSchema>;

/** A responder as the settings resolve it, with all that the page says about it. */
export const resolvedResponderSchema = responderSchema.extend({
  provider: z.enum(providers),
  baseUrl: z.string(),
  contextTokens: z.number().int().describe("the window that it is asked with"),
  answerTokens: z.number().int().describe("of the window, the longest answer"),
  state: z
    .enum(["ready", "unknown", ...errorCodes])
    .describe("`unknown`: nobody has asked its server yet; else why it would not answer"),
  isSetUp: z.boolean().describe("it could be chosen without any more setting up"),
});
export type ResolvedResponder = z.infer<typeof resolvedResponderSchema>;

export const fallbackReasons = ["asked", "not_chosen", "not_ready", "no_consent"] as const;
export const fallbackResponderSchema = resolvedResponderSchema.extend({
  isAsked: z.boolean().describe("it is asked when the ones before it cannot answer"),
  why: z
    .enum(fallbackReasons)
    .describe("`no_consent`: it would take the conversation to a cloud, and the chosen one does not"),
});
export type FallbackResponder = z.infer<typeof fallbackResponderSchema>;

/** Who answers, by the function that the chat uses. */
export const respondersSchema = z.object({
  chat: resolvedResponderSchema,
  title: responderSchema,
  fallbacks: z.array(fallbackResponderSchema).describe("every other provider: in the learner's order, then the rest"),
});
export type Responders = z.infer<typeof respondersSchema>;

/** `GET /api/llm/settings`: the active provider's as the design document names them, and what each provider remembers. */
export const llmSettingsSchema = z.object({
  provider: z.enum(providers),
  chatModel: z.string(),
  titleModel: z.string(),
  ollamaUrl: z.string(),
  providers: z.record(z.enum(providers), providerSettingsSchema),
  keys: z.record(z.enum(providers), keyStateSchema),
  headers: z.record(z.enum(providers), z.array(z.string())).describe("the names of the headers that are sent along"),
  modelSettings: z.array(modelSettingsSchema),
  fallback: fallbackSchema,
  responders: respondersSchema,
  memoryBytes: z
    .number()
    .nullable()
    .describe("of the computer that Ollama runs on; null: it is not the one that Blossom runs on"),
  chosen: z.boolean().describe("somebody has chosen; false on a fresh data folder"),
});
export type LLMSettings = z.infer<typeof llmSettingsSchema>;

const modelName = z.string().trim().max(200);
export const llmSettingsUpdateSchema = z
  .object({
    provider: z.enum(providers),
    chatModel: modelName.describe("of the active provider, the one in this update if it names one"),
    titleModel: modelName,
    ollamaUrl: z.string().trim().max(2_000),
    baseUrl: z.string().trim().max(2_000).describe("of the active provider"),
    fallback: fallbackSchema,
    allowRemote: z
      .boolean()
      .describe("agrees that the models in this update may run elsewhere; without it: `consent_needed`"),
  })
  .partial()
  .strict();
export type LLMSettingsUpdate = z.infer<typeof llmSettingsUpdateSchema>;

const ownHeaders =
  /^(host|connection|content-length|content-type|transfer-encoding|upgrade|te|trailer|origin|expect)$/i;

/** For a proxy in front of a model server: `{"x-api-key": "…"}`. What belongs to the request itself is not theirs to set. */
export const secretHeadersSchema = z
  .record(
    z
      .string()
      .regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, "not a header's name")
      .refine((name) => !ownHeaders.test(name), "this header is not to be set"),
    z.string().regex(/^[\x20-\x7e\t]{1,2000}$/, "not a header's value"),
  )
  .refine((headers) => Object.keys(headers).length <= 20, "too many headers");

/** `PUT /api/llm/models/settings`: what is named changes. */
export const modelSettingsUpdateSchema = z
  .object({
    provider: z.enum(providers),
    model: modelName.min(1),
    contextTokens: z.number().int().min(2_048).max(1_048_576).nullable().optional(),
    keepAlive: z
      .string()
      .regex(/^(-1|0|\d{1,5}[smh])$/)
      .nullable()
      .optional(),
    allowRemote: z.boolean().optional(),
  })
  .strict();
export type ModelSettingsUpdate = z.infer<typeof modelSettingsUpdateSchema>;

/** A model as its server describes it; what the server does not say is absent, never guessed from the name. */
export const modelInfoSchema = z.object({
  id: z.string(),
  label: z.string().optional(),
  sizeBytes: z.number().optional(),
  parameters: z.string().optional(),
  quantisation: z.string().optional(),
  contextLength: z.number().optional(),
  vision: z.boolean().optional(),
  thinking: z.boolean().optional(),
  canStopThinking: z.boolean().optional().describe("thinks by itself, and can be asked not to"),
  canThinkLess: z.boolean().optional().describe("can be asked to think little (Anthropic's effort)"),
  remote: z.boolean().optional().describe("Ollama runs it on somebody else's computer"),
  digest: z.string().optional().describe("Ollama: another one under the same name is another model"),
  loaded: z.boolean().optional(),
  memory: z
    .object({
      gpuShare: z.number().min(0).max(1),
      unloadsAt: z.number().optional().describe("milliseconds since 1970; absent: stays"),
      contextTokens: z.number().optional(),
    })
    .optional()
    .describe("where it is while it is loaded (Ollama)"),
  maxOutputTokens: z.number().optional(),
  lifecycle: z.enum(["active", "deprecated", "retired"]).optional(),
  retiresAt: z.string().optional(),
  failedToLoad: z.boolean().optional().describe("its server could not load it the last time"),
  modifiedAt: z.number().optional().describe("when its server got it, in milliseconds since 1970"),
  picture: z
    .object({ canvas: z.number().int(), tokens: z.number().int() })
    .optional()
    .describe("every picture becomes a square of this many pixels and costs so many tokens (gemma3: 896, 256)"),
  format: z.enum(["schema", "json", "none"]).optional().describe("what is known of its structured output"),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;
