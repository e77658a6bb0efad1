import { z } from "zod";
import { errorCodes } from "./errors.ts";
import { textUpTo, visibleText } from "./request-text.ts";
import { responderSchema } from "./responder.ts";
import { windowServers } from "./small-window.ts";

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

export const providerSettingsSchema = z.object({
  baseUrl: z.string(),
  chatModel: z.string(),
  /** Empty: the chat model also makes titles, because it is already in memory. */
  titleModel: z.string(),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

/** Whether a key is set, where it comes from and where it is sent. The key itself never leaves the server. */
export const keyStateSchema = z.object({
  set: z.boolean(),
  from: z.enum(["environment", "file"]).nullable(),
  preview: z.string().nullable().describe("the last four characters"),
  host: z.string().describe("the host that gets the key and the extra headers"),
});
export type KeyState = z.infer<typeof keyStateSchema>;

/** The learner's settings for one model of one provider. They are the same for every task, because Ollama reloads a model when they change. */
export const modelSettingsSchema = z.object({
  provider: z.enum(providers),
  model: z.string(),
  contextTokens: z.number().int().nullable().describe("the context window; null: the default"),
  keepAlive: z
    .string()
    .nullable()
    .describe(
      'how long Ollama keeps the model in memory: "30m", "-1" forever, "0" not at all; null: the server\'s own setting',
    ),
  allowRemote: z.boolean().describe("the learner agreed that this model may run in a cloud"),
  digest: z.string().optional().describe("the digest of the model when the learner last chose it"),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;

/** The providers that answer instead when the chosen one is away or overloaded before its first word. An empty list: no fallback. */
export const fallbackSchema = z.object({
  providers: z.array(z.enum(providers)).max(providers.length),
  allowRemote: z.boolean().describe("a cloud may answer instead of this computer or network"),
});
export type Fallback = z.infer<typeof fallbackSchema>;

/** A responder as the settings resolve it, with everything the page shows about it. */
export const resolvedResponderSchema = responderSchema.extend({
  provider: z.enum(providers),
  baseUrl: z.string(),
  contextTokens: z.number().int().describe("the context window of its requests"),
  answerTokens: z.number().int().describe("the longest answer, as a part of the context window"),
  state: z
    .enum(["ready", "unknown", ...errorCodes])
    .describe("`unknown`: Blossom has not asked its server yet; an error code: why it cannot answer"),
  hasKey: z.boolean().describe("a key is sent to its server"),
  isSetUp: z.boolean().describe("the learner can choose it without further setup"),
});
export type ResolvedResponder = z.infer<typeof resolvedResponderSchema>;

export const fallbackReasons = ["asked", "not_chosen", "not_ready", "no_consent"] as const;
export const fallbackResponderSchema = resolvedResponderSchema.extend({
  isAsked: z.boolean().describe("it answers when the ones before it cannot"),
  why: z
    .enum(fallbackReasons)
    .describe("`no_consent`: it would send the conversation to a cloud, which the chosen responder does not"),
});
export type FallbackResponder = z.infer<typeof fallbackResponderSchema>;

/** The responders for each purpose, from the function that the chat also uses. */
export const respondersSchema = z.object({
  chat: resolvedResponderSchema,
  title: responderSchema,
  fallbacks: z
    .array(fallbackResponderSchema)
    .describe("every other provider, first those of the learner's fallback order"),
});
export type Responders = z.infer<typeof respondersSchema>;

/** `GET /api/llm/settings`: the active provider's settings under the names of the documented API, and the settings of each provider. */
export const llmSettingsSchema = z.object({
  provider: z.enum(providers),
  chatModel: z.string(),
  titleModel: z.string(),
  ollamaUrl: z.string(),
  providers: z.record(z.enum(providers), providerSettingsSchema),
  keys: z.record(z.enum(providers), keyStateSchema),
  headers: z.record(z.enum(providers), z.array(z.string())).describe("the names of the extra headers that are sent"),
  logins: z
    .record(z.enum(providers), z.string().nullable())
    .describe("the name that is sent with a password, for a proxy in front of the server; null: none"),
  modelSettings: z.array(modelSettingsSchema),
  fallback: fallbackSchema,
  responders: respondersSchema,
  memoryBytes: z.number().nullable().describe("the memory of Ollama's computer; null if Blossom runs on another one"),
  chosen: z.boolean().describe("the learner has chosen a model; false in a new data folder"),
});
export type LLMSettings = z.infer<typeof llmSettingsSchema>;

const modelName = textUpTo(200).trim();
/** An address as the learner types it. */
const addressText = textUpTo(2_000, 1).trim();
export const llmSettingsUpdateSchema = z
  .object({
    provider: z.enum(providers),
    chatModel: modelName.describe("for `provider` if this update has one, otherwise for the active provider"),
    titleModel: modelName,
    ollamaUrl: addressText,
    baseUrl: addressText.describe("for the same provider"),
    fallback: fallbackSchema,
    allowRemote: z
      .boolean()
      .describe("agrees that the models in this update may run in a cloud; without it: `consent_needed`"),
  })
  .partial()
  .strict();
export type LLMSettingsUpdate = z.infer<typeof llmSettingsUpdateSchema>;

/** A key as it goes into a header: letters, digits and signs of ASCII. */
export const keyText = textUpTo(500)
  .trim()
  .regex(/^[\x20-\x7e]*$/, "not a key")
  .meta({ maxLength: 500, pattern: String.raw`^\s*[\x20-\x7e]*\s*$` });

const ownHeaders =
  "host connection content-length content-type transfer-encoding upgrade te trailer origin expect".split(" ");
const headerName = /^[A-Za-z0-9_!#$%&'*+.^`|~-]{1,100}$/;
const mostHeaders = 20;

/** `te → [tT][eE]`: JSON Schema has no flag for it. */
const inAnyCase = (name: string) => name.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** Extra headers for a proxy in front of a model server: `{"x-api-key": "…"}`. They cannot replace headers of the request itself. */
export const secretHeadersSchema = z
  .record(
    z
      .string()
      .regex(headerName, "not a header name")
      .refine((name) => !ownHeaders.includes(name.toLowerCase()), "this header cannot be set"),
    z.string().regex(/^[\x20-\x7e\t]{1,2000}$/, "not a header value"),
  )
  .refine((headers) => Object.keys(headers).length <= mostHeaders, "too many headers")
  .meta({
    maxProperties: mostHeaders,
    propertyNames: { pattern: headerName.source, not: { pattern: `^(${ownHeaders.map(inAnyCase).join("|")})$` } },
  });

// oxlint-disable-next-line no-control-regex
const noControls = /^[^\u0000-\u001f\u007f]*$/;
/** The name and password of a proxy in front of a model server (RFC 7617: a name has no colon). */
export const loginSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(noControls)
    .regex(/^[^:]*$/, "no colon"),
  password: z.string().max(500).regex(noControls),
});
export type Login = z.infer<typeof loginSchema>;

/** `PUT /api/llm/models/settings`: changes the given fields. */
export const modelSettingsUpdateSchema = z
  .object({
    provider: z.enum(providers),
    model: visibleText(200).trim(),
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

/** A model as its server describes it. A field is absent if the server does not give it; nothing is guessed from the name. */
export const modelInfoSchema = z.object({
  id: z.string(),
  label: z.string().optional(),
  sizeBytes: z.number().optional(),
  parameters: z.string().optional(),
  quantisation: z.string().optional(),
  contextLength: z.number().optional(),
  runBy: z.enum(windowServers).optional().describe("the program that runs it, if its list tells"),
  fixedWindow: z
    .enum(["known", "assumed"])
    .optional()
    .describe(
      "its server decides the context window, and no request can change it. `assumed`: the server does not say it, so `contextLength` is its default",
    ),
  vision: z.boolean().optional(),
  thinking: z.boolean().optional(),
  canStopThinking: z.boolean().optional().describe("thinks by default, but a request can turn it off"),
  canThinkLess: z.boolean().optional().describe("a request can ask it to think less (Anthropic's effort)"),
  remote: z.boolean().optional().describe("Ollama relays it to its maker's cloud"),
  digest: z.string().optional().describe("Ollama: a new digest under the same name is a different model"),
  loaded: z.boolean().optional(),
  parallel: z.number().optional().describe("how many requests its server works on at once; the others wait"),
  memory: z
    .object({
      gpuShare: z.number().min(0).max(1),
      unloadsAt: z.number().optional().describe("milliseconds since 1970; absent: stays loaded"),
      contextTokens: z.number().optional(),
    })
    .optional()
    .describe("its memory while it is loaded (Ollama)"),
  maxOutputTokens: z.number().optional(),
  lifecycle: z.enum(["active", "deprecated", "retired"]).optional(),
  retiresAt: z.string().optional(),
  failedToLoad: z.boolean().optional().describe("its server failed to load it the last time"),
  damaged: z.boolean().optional().describe("its file is damaged: it has to be downloaded again"),
  modifiedAt: z.number().optional().describe("when the server got the model, in milliseconds since 1970"),
  picture: z
    .object({ canvas: z.number().int(), tokens: z.number().int() })
    .optional()
    .describe(
      "the model scales every picture to a square with edges of `canvas` pixels, which costs `tokens` tokens (gemma3: 896, 256)",
    ),
  format: z.enum(["schema", "json", "none"]).optional().describe("the structured output that it is known to support"),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;
