import { z } from "zod";
import { modelInfoSchema } from "./model-info.ts";
import { providers } from "./providers.ts";
import { resolvedResponderSchema } from "./llm-settings.ts";
import { errorCodes, errorReasons } from "./error-codes.ts";
import { destinations } from "./responder.ts";
import { storageTroubles } from "./storage.ts";

export const statusSchema = z.object({
  llmProvider: z.enum(providers),
  chatModel: z.string(),
  titleModel: z.string(),
  responder: resolvedResponderSchema.describe("the responder that the page shows and that answers its messages"),
  choices: z
    .array(resolvedResponderSchema)
    .describe("the learner chooses among these before the first message; empty if there is nothing to choose"),
  anthropicConfigured: z.boolean(),
  anthropicKeyPreview: z.string().nullable(),
  ollamaUrl: z.string(),
  ollamaModel: z.string(),
  ollamaAvailable: z.boolean().nullable().describe("null: not known yet"),
  dataDir: z.string(),
  version: z.string(),
  storageTrouble: z.enum(storageTroubles).nullable().describe("what keeps Blossom from saving; null: nothing"),
  secretsTrouble: z.enum(storageTroubles).nullable().describe("why the saved keys cannot be read; null: they can"),
  demo: z.boolean().describe("the demo: prepared answers and no model"),
});
export type Status = z.infer<typeof statusSchema>;

/** `unsafe_version`: strangers can read its memory or its models. `exposed`: it also answers on the network. A warning blocks nothing. */
export const serverWarnings = ["old_version", "unsafe_version", "exposed"] as const;
export type ServerWarning = (typeof serverWarnings)[number];

/** Features that an old Ollama lacks: output by schema, refusing a prompt that is too long, thinking, listing what its models can do. */
export const serverFeatures = ["schema", "truncate", "thinking", "capabilities"] as const;

/** `POST /api/llm/ollama/status`: finds out within three seconds which server answers at an address. */
export const serverStatusSchema = z.object({
  available: z.boolean(),
  models: z.array(z.string()),
  /** The normalised address: `localhost:11434/` → `http://127.0.0.1:11434`. */
  url: z.string().optional(),
  version: z.string().optional(),
  details: z.array(modelInfoSchema).optional(),
  warnings: z.array(z.enum(serverWarnings)).optional(),
  memoryBytes: z.number().optional().describe("the memory of its computer, if Blossom runs on the same one"),
  isOllama: z.boolean().optional().describe("an OpenAI-compatible server turned out to be an Ollama"),
  needs: z
    .array(z.object({ feature: z.enum(serverFeatures), version: z.string() }))
    .optional()
    .describe("features that this server lacks, with the first version that has them"),
  error: z
    .object({
      code: z.enum(errorCodes),
      message: z.string(),
      hint: z.string().optional(),
      reason: z.enum(errorReasons).optional(),
    })
    .optional(),
});
export type ServerStatus = z.infer<typeof serverStatusSchema>;

/** A model server that was found at one of the default addresses. */
export const foundServerSchema = z.object({
  name: z.string().describe("the server that uses this address by default: Ollama, LM Studio, llama.cpp, vLLM"),
  provider: z.enum(providers).exclude(["anthropic"]),
  url: z.string(),
  goesTo: z.enum(destinations),
  version: z.string().optional(),
  memoryBytes: z.number().optional().describe("the memory of its computer, if known"),
  models: z.array(modelInfoSchema),
  suggestion: z.string().nullable().describe("the model to start with; null: no model runs there"),
});
export type FoundServer = z.infer<typeof foundServerSchema>;

/** `POST /api/llm/discover`: what a first start can use without setup. */
export const discoverySchema = z.object({
  servers: z.array(foundServerSchema).describe("most common first"),
  anthropicConfigured: z.boolean(),
  openaiConfigured: z.boolean(),
});
export type Discovery = z.infer<typeof discoverySchema>;
