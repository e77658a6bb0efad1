import { z } from "zod";
import type { Chunk } from "#server/llm/adapter.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { maxExplanationLength } from "#server/llm/transport/limits.ts";
import { parseChunk } from "#server/llm/transport/parse-chunk.ts";
import { beginningOf } from "#shared/beginning-of.ts";
import { LLMError } from "#server/llm/types.ts";

// Only the fields that we read: any of the many servers may change other fields without breaking Blossom. A loose object would keep
// the others, and take three times as long for each token.
const partSchema = z.object({ type: z.string(), text: z.string().nullish(), thinking: z.unknown().optional() });
const deltaSchema = z.object({
  // Mistral's thinking models send parts
  content: z.union([z.string(), z.array(partSchema)]).nullish(),
  refusal: z.string().nullish(),
  // llama.cpp and LM Studio use the first field, vLLM and Ollama the second
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});
const chunkSchema = z.object({
  choices: z
    .array(
      z.object({ delta: deltaSchema.nullish(), message: deltaSchema.nullish(), finish_reason: z.string().nullish() }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
  // sent by llama.cpp
  timings: z.object({ predicted_ms: z.number().nullish() }).nullish(),
  model: z.string().nullish(),
  error: z.unknown().optional(),
  detail: z.unknown().optional(),
  object: z.unknown().optional(),
});
type ParsedChunk = z.infer<typeof chunkSchema>;

type Info = { provider: string; model: string };

/** Turns the events of one answer into chunks. Throws an error that the server sends with status 200. */
export function createChunkReader(info: Info, secrets: readonly string[]) {
  let refusal = "";

  return {
    read(line: { text: string; isLast: boolean }): Chunk {
      const chunk = parseChunk(info.provider, chunkSchema, line);
      throwError(chunk, line.text, info, secrets);
      const [choice] = chunk.choices ?? [];
      const said = choice?.delta ?? choice?.message;
      const { text, thought } = readContent(said?.content);
      const thinking = thought || said?.reasoning_content || said?.reasoning;
      refusal = beginningOf(refusal + (said?.refusal ?? ""), maxExplanationLength);
      // after a refusal, the last event still says `stop`
      const finish = refusal === "" ? mapFinishReason(choice?.finish_reason, info) : "refusal";
      return {
        ...(text && { text }),
        ...(thinking && { thinking }),
        ...(finish && { finish }),
        ...(refusal && { explanation: refusal }),
        ...(chunk.model && { model: chunk.model }),
        ...(chunk.usage && { usage: toUsage(chunk.usage) }),
        ...(chunk.timings?.predicted_ms && { timings: { writingMs: Math.round(chunk.timings.predicted_ms) } }),
      };
    },
  };
}

/** Recognises `{"error":…}`, `{"object":"error",…}` and `{"detail":…}`, as an event or as the whole body. */
function throwError(chunk: ParsedChunk, text: string, info: Info, secrets: readonly string[]): void {
  if (chunk.error) throw toLineError(JSON.stringify({ error: chunk.error }), info, secrets);
  if (!chunk.choices && (chunk.detail || chunk.object === "error")) throw toLineError(text, info, secrets);
}

function readContent(content: z.infer<typeof deltaSchema>["content"]): { text: string; thought: string } {
  if (!Array.isArray(content)) return { text: content ?? "", thought: "" };
  const thoughts = content.filter(({ type }) => type === "thinking").flatMap(({ thinking }) => thinking);
  return {
    text: content.map(({ type, text }) => (type === "text" ? (text ?? "") : "")).join(""),
    thought: thoughts.map((each) => partSchema.safeParse(each).data?.text ?? "").join(""),
  };
}

function toUsage({ prompt_tokens, completion_tokens, prompt_tokens_details }: NonNullable<ParsedChunk["usage"]>) {
  const cacheRead = prompt_tokens_details?.cached_tokens ?? undefined;
  // in this API, `prompt_tokens` includes the tokens from the cache
  const input = Math.max(0, (prompt_tokens ?? 0) - (cacheRead ?? 0));
  return { input, output: completion_tokens ?? 0, ...(cacheRead !== undefined && { cacheRead }) };
}

/** The finish reasons with which OpenRouter, vLLM and DeepSeek report a failed answer. */
const failed = ["error", "abort", "insufficient_system_resource"];

function mapFinishReason(reason: string | null | undefined, info: Info): Chunk["finish"] {
  if (!reason) return undefined;
  if (failed.includes(reason)) throw new LLMError("server", `the server gave up (${reason})`, info);
  if (reason === "length" || reason === "max_tokens") return "length";
  return reason === "content_filter" ? "refusal" : "stop";
}
