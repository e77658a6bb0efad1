import { z } from "zod";
import { windowServers } from "./small-window.ts";

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
