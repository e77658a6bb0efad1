import type Anthropic from "@anthropic-ai/sdk";
import type { MessageDeltaUsage, StopReason, Usage } from "@anthropic-ai/sdk/resources/messages";
import type { Chunk } from "#server/llm/answer/chunk.ts";
import { LLMError } from "#server/llm/types.ts";

/** Only `message_stop` makes an answer whole; what ends before it broke off. */
export async function* toChunks(events: AsyncIterable<Anthropic.RawMessageStreamEvent>): AsyncGenerator<Chunk> {
  let finish: Chunk["finish"];
  let input: Partial<Usage> = {};
  for await (const event of events) {
    if (event.type === "message_start") {
      input = event.message.usage;
      yield { model: event.message.model, usage: toUsage(input) };
    } else if (event.type === "content_block_delta") {
      const { delta } = event;
      if (delta.type === "text_delta") yield { text: delta.text };
      if (delta.type === "thinking_delta") yield { thinking: delta.thinking };
      // the answer to a schema, of a model that can only be made to use a tool
      if (delta.type === "input_json_delta") yield { text: delta.partial_json };
    } else if (event.type === "message_delta") {
      const { stop_reason, stop_details } = event.delta;
      finish = mapStopReason(stop_reason);
      const explanation = stop_details?.explanation;
      // llama.cpp's server has no `message_start` and counts only what it wrote: not known is not zero
      const isCounted = (event.usage.input_tokens ?? input.input_tokens) != null;
      yield { ...(isCounted && { usage: toUsage(input, event.usage) }), ...(explanation && { explanation }) };
    } else if (event.type === "message_stop") yield { finish: finish ?? "stop" };
  }
}

function mapStopReason(reason: StopReason | null): Chunk["finish"] {
  if (reason === "max_tokens") return "length";
  if (reason === "refusal") return "refusal";
  if (reason !== "model_context_window_exceeded") return "stop";
  const info = { provider: "anthropic", retryable: false };
  throw new LLMError("context_overflow", "the model's context is full", info);
}

function toUsage(start: Partial<Usage>, end?: MessageDeltaUsage): NonNullable<Chunk["usage"]> {
  const cacheRead = end?.cache_read_input_tokens ?? start.cache_read_input_tokens;
  const cacheWrite = end?.cache_creation_input_tokens ?? start.cache_creation_input_tokens;
  return {
    input: end?.input_tokens ?? start.input_tokens ?? 0,
    output: end?.output_tokens ?? start.output_tokens ?? 0,
    ...(cacheRead != null && { cacheRead }),
    ...(cacheWrite != null && { cacheWrite }),
  };
}
