import { z } from "zod";

export const providers = ["anthropic", "ollama", "openai-compatible"] as const;
export type ProviderType = (typeof providers)[number];

/** The design document's name for a local model server's usual place; we dial 127.0.0.1 first, which is where it listens. */
export const defaultOllamaUrl = "http://127.0.0.1:11434";

export type ProviderDescriptor = {
  type: ProviderType;
  /** A name, the same in every language. */
  label: string;
  fields: readonly ("baseUrl" | "apiKey")[];
  defaultUrl: string;
  defaults: { chatModel: string; titleModel: string };
  /** For a list when the server cannot be asked. */
  suggestedModels: readonly string[];
  keyVariable?: string;
};

export const providerDescriptors: Record<ProviderType, ProviderDescriptor> = {
  anthropic: {
    type: "anthropic",
    label: "Anthropic",
    fields: ["apiKey"],
    defaultUrl: "https://api.anthropic.com",
    defaults: { chatModel: "claude-sonnet-5-5", titleModel: "claude-haiku-5-5" },
    suggestedModels: ["claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5", "claude-haiku-4-5-20251001"],
    keyVariable: "ANTHROPIC_API_KEY",
  },
  ollama: {
    type: "ollama",
    label: "Ollama",
    fields: ["baseUrl"],
    defaultUrl: defaultOllamaUrl,
    defaults: { chatModel: "gemma3:12b", titleModel: "" },
    suggestedModels: [],
  },
  "openai-compatible": {
    type: "openai-compatible",
    label: "OpenAI-compatible",
    fields: ["baseUrl", "apiKey"],
    defaultUrl: "http://127.0.0.1:1234/v1",
    defaults: { chatModel: "", titleModel: "" },
    suggestedModels: [],
    keyVariable: "OPENAI_API_KEY",
  },
};

/** The design document's three, as data. Memory in GB: what the computer should have. */
export const recommendedModels = [
  { model: "gemma3:12b", use: "general", memoryGb: 16, downloadGb: 8.1 },
  { model: "gemma3:4b", use: "lessMemory", memoryGb: 8, downloadGb: 3.3 },
  { model: "gemma3:27b", use: "better", memoryGb: 32, downloadGb: 17 },
] as const;

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

/** `GET /api/llm/settings`: the active provider's as the design document names them, and what each provider remembers. */
export const llmSettingsSchema = z.object({
  provider: z.enum(providers),
  chatModel: z.string(),
  titleModel: z.string(),
  ollamaUrl: z.string(),
  providers: z.record(z.enum(providers), providerSettingsSchema),
  keys: z.record(z.enum(providers), keyStateSchema),
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
  })
  .partial()
  .strict();
export type LLMSettingsUpdate = z.infer<typeof llmSettingsUpdateSchema>;

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
  remote: z.boolean().optional().describe("Ollama runs it on somebody else's computer"),
  loaded: z.boolean().optional(),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;
