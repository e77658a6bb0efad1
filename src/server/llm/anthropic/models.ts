import { z } from "zod";
import type { ModelInfo } from "#shared/model-info.ts";
import { assumedWindow } from "#server/llm/ollama/compatible.ts";
import { askJson, questionMs } from "#server/llm/transport/ask.ts";
import { maxItems, maxListBytes } from "#server/llm/transport/limits.ts";
import { LLMError } from "#server/llm/types.ts";

const support = z.object({ supported: z.boolean() }).nullish();

// gateways list models too, with fewer fields than Anthropic
const listedModelSchema = z.object({
  id: z.string(),
  display_name: z.string().nullish(),
  // Ollama answers with its OpenAI list
  owned_by: z.string().nullish().catch(null),
  lifecycle: z.enum(["active", "deprecated", "retired"]).nullish().catch(null),
  retires_at: z.string().nullish(),
  max_input_tokens: z.number().nullish(),
  max_tokens: z.number().nullish(),
  capabilities: z
    .object({
      image_input: support,
      structured_outputs: support,
      effort: z.object({ low: support }).nullish(),
      thinking: z.object({ supported: z.boolean(), types: z.object({ disabled: support }).nullish() }).nullish(),
    })
    .nullish(),
});
type ListedModel = z.infer<typeof listedModelSchema>;

/** Anthropic's list is never empty, so an empty one comes from another kind of server. */
const pageSchema = z.object({
  data: z.array(listedModelSchema).min(1),
  has_more: z.boolean().nullish(),
  last_id: z.string().nullish(),
});

type Call = Pick<Parameters<typeof askJson>[0], "provider" | "url" | "headers" | "secrets" | "hidden">;
type ToCall = (path: string) => Call;

/** Reads all pages of the list within three seconds. `onlyFirst`: reads one model, to check that an Anthropic API answers. */
export async function listModels(
  toCall: ToCall,
  signal?: AbortSignal,
  { onlyFirst = false } = {},
): Promise<ModelInfo[]> {
  if (onlyFirst) return listPages(toCall, new URLSearchParams({ limit: "1" }), signal, 1);
  // includes retired models, because the settings may contain one
  const lifecycles = ["active", "deprecated", "retired"].map((lifecycle) => ["lifecycle[]", lifecycle]);
  const query = new URLSearchParams([["limit", "100"], ...lifecycles]);
  return listPages(toCall, query, signal).catch((error: unknown) => {
    // a gateway may not know `lifecycle`
    if (!(error instanceof LLMError) || error.info.status !== 400) throw error;
    return listPages(toCall, new URLSearchParams({ limit: "100" }), signal);
  });
}

async function listPages(
  toCall: ToCall,
  query: URLSearchParams,
  signal: AbortSignal | undefined,
  mostPages = 20,
): Promise<ModelInfo[]> {
  const end = performance.now() + questionMs;
  const found: ModelInfo[] = [];
  for (let count = 1; ; count += 1) {
    const call = { ...toCall(`/v1/models?${query}`), signal, totalMs: Math.max(1, end - performance.now()) };
    const page = await askJson(call, pageSchema, maxListBytes);
    found.push(...page.data.slice(0, maxItems - found.length).map(toModelInfo));
    if (found.length >= maxItems) return found;
    if (count >= mostPages || !page.has_more || !page.last_id) return found;
    query.set("after_id", page.last_id);
  }
}

/** Leaves out what the list does not say: with `capabilities: null`, all abilities are unknown. */
function toModelInfo({ id, display_name, capabilities, ...model }: ListedModel): ModelInfo {
  const { lifecycle, retires_at, max_input_tokens, max_tokens } = model;
  const { image_input, structured_outputs, effort, thinking } = capabilities ?? {};
  const canStop = thinking?.types?.disabled;
  return {
    id,
    ...(display_name && { label: display_name }),
    ...(lifecycle && { lifecycle }),
    ...(retires_at && { retiresAt: retires_at }),
    ...(model.owned_by === "library" && assumedWindow),
    ...(max_input_tokens && { contextLength: max_input_tokens }),
    ...(max_tokens && { maxOutputTokens: max_tokens }),
    ...(image_input && { vision: image_input.supported }),
    ...(thinking && { thinking: thinking.supported }),
    ...(canStop && { canStopThinking: canStop.supported }),
    ...(effort?.low && { canThinkLess: effort.low.supported }),
    ...(structured_outputs && { format: structured_outputs.supported ? "schema" : "json" }),
  };
}
