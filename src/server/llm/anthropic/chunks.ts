import { z } from "zod";
import type { Chunk } from "#server/llm/adapter.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { parseChunk } from "#server/llm/transport/parse-chunk.ts";
import type { ServerSentEvent } from "#server/llm/transport/read-lines.ts";
import { LLMError, type LLMErrorInfo } from "#server/llm/types.ts";

const usageSchema = z.object({
  input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
  cache_read_input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
});
// Only the fields that we read: new kinds of events or blocks cannot break Blossom.
const eventSchema = z.object({
  type: z.string().nullish(),
  message: z.object({ model: z.string().nullish(), usage: usageSchema.nullish() }).nullish(),
  delta: z
    .object({
      type: z.string().nullish(),
      text: z.string().nullish(),
      thinking: z.string().nullish(),
      partial_json: z.string().nullish(),
      stop_reason: z.string().nullish(),
      stop_details: z.object({ explanation: z.string().nullish() }).nullish(),
    })
    .nullish(),
  usage: usageSchema.nullish(),
});

type Counts = z.infer<typeof usageSchema>;

/** Turns the events of one answer into chunks. An answer without `message_stop` is incomplete. */
export function createChunkReader(info: LLMErrorInfo, secrets: readonly string[]) {
  let input: number | undefined;
  let output: number | undefined;
  let cacheRead: number | undefined;
  let cacheWrite: number | undefined;
  let finish: Chunk["finish"];

  return {
    read({ event, data, error, isLast }: ServerSentEvent): Chunk {
      if (error !== "" || event === "error") throw toLineError(error || data, info, secrets);
      if (data === "[DONE]") return {}; // some gateways end every stream with it
      const { type, message, delta, usage } = parseChunk(info.provider, eventSchema, { text: data, isLast });
      switch (type) {
        case "error":
          throw toLineError(data, info, secrets);
        case "message_start":
          return { ...(message?.model && { model: message.model }), ...addCounts(withoutZero(message?.usage)) };
        case "content_block_delta":
          if (delta?.type === "text_delta" && delta.text) return { text: delta.text };
          if (delta?.type === "thinking_delta" && delta.thinking) return { thinking: delta.thinking };
          // the input of the forced tool: the answer to a schema of a model without structured outputs
          return delta?.type === "input_json_delta" && delta.partial_json ? { text: delta.partial_json } : {};
        case "message_delta": {
          finish = mapStopReason(delta?.stop_reason, info);
          const explanation = delta?.stop_details?.explanation;
          return { ...addCounts(usage), ...(explanation && { explanation }) };
        }
        case "message_stop":
          return { finish: finish ?? "stop" };
        default:
          return {};
      }
    },
  };

  /**
   * Updates each count from the last event that has it: `message_start` may be missing (llama.cpp), hold 0 (LiteLLM) or hold an
   * estimate (Ollama). `message_delta` then has the right count.
   */
  function addCounts(usage: Counts | null | undefined): Pick<Chunk, "usage"> {
    input = usage?.input_tokens || input;
    output = usage?.output_tokens ?? output;
    cacheRead = usage?.cache_read_input_tokens ?? cacheRead;
    cacheWrite = usage?.cache_creation_input_tokens ?? cacheWrite;
    // 0 is a real count only if the whole prompt is in the cache
    if (input === undefined && (cacheRead || cacheWrite)) input = 0;
    return {
      usage: {
        ...(input !== undefined && { input }),
        ...(output !== undefined && { output }),
        ...(cacheRead !== undefined && { cacheRead }),
        ...(cacheWrite !== undefined && { cacheWrite }),
      },
    };
  }
}

/** Treats 0 output tokens in `message_start` as unknown, because nothing has been written yet. */
const withoutZero = (usage: Counts | null | undefined) =>
  usage && { ...usage, output_tokens: usage.output_tokens || null };

function mapStopReason(reason: string | null | undefined, info: LLMErrorInfo): Chunk["finish"] {
  if (reason === "max_tokens") return "length";
  if (reason === "refusal") return "refusal";
  if (reason !== "model_context_window_exceeded") return "stop";
  throw new LLMError("context_overflow", "the model's context is full", info);
}
