import { z } from "zod";
import { askJson } from "#server/llm/transport/ask.ts";
import { maxProbeBytes } from "#server/llm/transport/limits.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { defaultTimeouts, send } from "#server/llm/transport/http-stream.ts";
import { type OllamaBody, toOllamaBody } from "./body.ts";
import { listOllamaModels } from "./models.ts";
import { lookAtOllama } from "./loading.ts";
import { versionSchema } from "./version.ts";
import { createOllamaStore } from "./store.ts";
import { parseChunk } from "#server/llm/transport/parse-chunk.ts";
import type { LookAtServer } from "#server/llm/answer/watch-server.ts";
import { createStuckWatch } from "#server/llm/answer/repetition.ts";
import { hasShifted, isPromptTruncated } from "#server/llm/answer/prompt-truncated.ts";
import { toProvider } from "#server/llm/provider.ts";
import { readLines } from "#server/llm/transport/read-lines.ts";
import { callTo, toServer } from "#server/llm/transport/server.ts";
import type { Chunk, ModelRequest } from "#server/llm/adapter.ts";
import {
  type Knowledge,
  LLMError,
  type LLMProvider,
  type LLMStreamOptions,
  type ProviderConfig,
} from "#server/llm/types.ts";

const name = "ollama";

// Only the fields that we read: a new Ollama release may change any other field without breaking Blossom.
const lineSchema = z.object({
  message: z.object({ content: z.string().nullish(), thinking: z.string().nullish() }).nullish(),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.number().nullish(),
  eval_count: z.number().nullish(),
  // in nanoseconds
  load_duration: z.number().nullish(),
  eval_duration: z.number().nullish(),
  // set for a model that runs on another server
  remote_host: z.string().nullish(),
  error: z.unknown().optional(),
});

/** Uses Ollama's native API, because its OpenAI dialect has no `num_ctx` and swallows errors in the middle of an answer. */
export function createOllama(config: ProviderConfig, knowledge: Knowledge, timeScale = 1): LLMProvider {
  const server = toServer(name, config);
  const { secrets } = server;

  function toRequest(options: LLMStreamOptions): ModelRequest {
    const body = toOllamaBody(options, knowledge);
    const open = (signal: AbortSignal) => request(options, body, signal);
    return { fields: Object.keys(body), maxTokens: body.options.num_predict, open };
  }

  async function* request(options: LLMStreamOptions, body: OllamaBody, signal: AbortSignal): AsyncGenerator<Chunk> {
    const { model, timeouts } = options;
    const answer = await send({
      ...callTo(server, "/api/chat"),
      method: "POST",
      body: JSON.stringify(body),
      model,
      signal,
      timeouts: { ...defaultTimeouts, ...timeouts },
    });
    const repetition = createStuckWatch();
    for await (const line of readLines(name, answer.chunks)) {
      const chunk = parseChunk(name, lineSchema, line);
      // Ollama reports an error in the middle of an answer with status 200, in place of the closing line
      if (chunk.error) throw toLineError(line.text, { provider: name, model }, secrets);
      // the model list did not say that the model runs on another server; the next request needs consent
      if (chunk.remote_host && !knowledge.get(model)?.remote) knowledge.learn(model, { remote: true });
      if (chunk.message?.content) repetition.add(chunk.message.content);
      yield toChunk(chunk, body);
      if (chunk.done) return;
    }
    if (repetition.isStuck())
      throw new LLMError("invalid_output", "the server stopped the model because it repeats itself", {
        provider: name,
        model,
        retryable: false,
        reason: "repeats",
      });
  }

  async function version(signal?: AbortSignal): Promise<string> {
    const question = { ...callTo(server, "/api/version"), signal };
    const { version: found } = await askJson(question, versionSchema, maxProbeBytes);
    knowledge.remember({ version: found });
    return found;
  }

  /** A model that Ollama relays to a cloud is never in its memory. */
  const look = (model: string): LookAtServer => {
    const lookAtMemory = lookAtOllama(server, model);
    return async (signal) => {
      const seen = await lookAtMemory(signal);
      return knowledge.get(model)?.remote ? "reading" : seen;
    };
  };
  const models = (signal?: AbortSignal) => listOllamaModels(server, knowledge, signal);
  const store = createOllamaStore(server, knowledge, timeScale);
  return toProvider({ name, server, knowledge, toRequest, look, version, models, store }, timeScale);
}

type Line = z.infer<typeof lineSchema>;

function toChunk({ message, done, ...line }: Line, body: OllamaBody): Chunk {
  const { prompt_eval_count: input, eval_count: output, load_duration: load, eval_duration: writing } = line;
  const usage = input ? { input, output: output ?? 0 } : undefined;
  // a model in a cloud has a window of its own, whatever was requested
  const isOwn = !line.remote_host;
  // a server that does not know `shift: false` drops the beginning of a full window, instructions included, and keeps writing
  const shifted = isOwn && hasShifted(usage, body.options.num_ctx);
  return {
    ...(message?.content && { text: message.content }),
    ...(message?.thinking && { thinking: message.thinking }),
    ...(done && { finish: line.done_reason === "length" || shifted ? "length" : "stop" }),
    ...(usage && { usage }),
    ...(done && { timings: { ...(load && { loadMs: toMs(load) }), ...(writing && { writingMs: toMs(writing) }) } }),
    ...(done && input && { promptTruncated: shifted || (isOwn && isPromptTruncated(body, input)) }),
  };
}

const toMs = (nanoseconds: number) => Math.round(nanoseconds / 1e6);
