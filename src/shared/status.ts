import { z } from "zod";
import { modelInfoSchema, providers, resolvedResponderSchema } from "./providers.ts";
import { errorCodes } from "./errors.ts";

export const statusSchema = z.object({
  llmProvider: z.enum(providers),
  chatModel: z.string(),
  titleModel: z.string(),
  responder: resolvedResponderSchema.describe("who the page shows, and who answers what it sends"),
  choices: z
    .array(resolvedResponderSchema)
    .describe("before the first message the learner chooses among these; empty where nothing has to be chosen"),
  anthropicConfigured: z.boolean(),
  anthropicKeyPreview: z.string().nullable(),
  ollamaUrl: z.string(),
  ollamaModel: z.string(),
  ollamaAvailable: z.boolean().nullable().describe("null: not known yet"),
  dataDir: z.string(),
  version: z.string(),
  demo: z.boolean().describe("prepared answers, no model"),
});
export type Status = z.infer<typeof statusSchema>;

/** `unsafe_version`: strangers can read its memory or its models; `exposed`: it also answers on the network. Said calmly, stops nothing. */
export const serverWarnings = ["old_version", "unsafe_version", "exposed"] as const;
export type ServerWarning = (typeof serverWarnings)[number];

/** What an old Ollama cannot do: cards by schema, refusing a prompt that is too long, saying what its models can do. */
export const serverFeatures = ["schema", "truncate", "thinking", "capabilities"] as const;

/** `POST /api/llm/ollama/status`: what stands at an address, within three seconds. */
export const serverStatusSchema = z.object({
  available: z.boolean(),
  models: z.array(z.string()),
  /** What the address became: `localhost:11434/` → `http://127.0.0.1:11434`. */
  url: z.string().optional(),
  version: z.string().optional(),
  details: z.array(modelInfoSchema).optional(),
  warnings: z.array(z.enum(serverWarnings)).optional(),
  memoryBytes: z.number().optional().describe("of the computer that it runs on, where Blossom runs there, too"),
  isOllama: z.boolean().optional().describe("of a server that was asked in the OpenAI dialect"),
  needs: z
    .array(z.object({ feature: z.enum(serverFeatures), version: z.string() }))
    .optional()
    .describe("what it cannot do yet, and the version that can"),
  error: z.object({ code: z.enum(errorCodes), message: z.string(), hint: z.string().optional() }).optional(),
});
export type ServerStatus = z.infer<typeof serverStatusSchema>;

/** A model server that was found at one of the usual addresses. */
export const foundServerSchema = z.object({
  name: z.string().describe("what usually listens there: Ollama, LM Studio, llama.cpp, vLLM"),
  provider: z.enum(providers).exclude(["anthropic"]),
  url: z.string(),
  version: z.string().optional(),
  memoryBytes: z.number().optional().describe("of its computer, where that is known"),
  models: z.array(modelInfoSchema),
  suggestion: z.string().nullable().describe("the model to begin with; null: none that runs there"),
});
export type FoundServer = z.infer<typeof foundServerSchema>;

/** `POST /api/llm/discover`: what a first start can use. */
export const discoverySchema = z.object({
  servers: z.array(foundServerSchema).describe("the likeliest first"),
  anthropicConfigured: z.boolean(),
  openaiConfigured: z.boolean(),
});
export type Discovery = z.infer<typeof discoverySchema>;
