import { z } from "zod";
import type { ModelInfo } from "#shared/providers.ts";

const support = z.object({ supported: z.boolean() }).nullish();

// gateways list models too, with less than Anthropic says
const listedModelSchema = z.object({
  id: z.string(),
  display_name: z.string().nullish(),
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
export const listedModelsSchema = z.array(listedModelSchema).min(1);
export type ListedModel = z.infer<typeof listedModelSchema>;

/** What is not said is absent; `capabilities: null` says nothing of any of them. */
export function toModelInfo({ id, display_name, capabilities, ...model }: ListedModel): ModelInfo {
  const { lifecycle, retires_at, max_input_tokens, max_tokens } = model;
  const { image_input, structured_outputs, effort, thinking } = capabilities ?? {};
  const canStop = thinking?.types?.disabled;
  return {
    id,
    ...(display_name && { label: display_name }),
    ...(lifecycle && { lifecycle }),
    ...(retires_at && { retiresAt: retires_at }),
    ...(max_input_tokens && { contextLength: max_input_tokens }),
    ...(max_tokens && { maxOutputTokens: max_tokens }),
    ...(image_input && { vision: image_input.supported }),
    ...(thinking && { thinking: thinking.supported }),
    ...(canStop && { canStopThinking: canStop.supported }),
    ...(effort?.low && { canThinkLess: effort.low.supported }),
    ...(structured_outputs && { format: structured_outputs.supported ? "schema" : "json" }),
  };
}
