import { z } from "zod";
import { errorCodes } from "./error-codes.ts";
import { providers } from "./providers.ts";
import { textUpTo, visibleText } from "./request-text.ts";
import { responderSchema } from "./responder.ts";

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
