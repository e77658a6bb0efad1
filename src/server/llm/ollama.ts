import { z } from "zod";
import { askJson, maxProbeBytes } from "./ask.ts";
import { toLineError } from "./errors.ts";
import { type Answer, defaultTimeouts, send } from "./http-stream.ts";
import { toPicture } from "./images.ts";
import { clampContext, correctModel, recallModel } from "./known-models.ts";
import { listOllamaModels } from "./ollama-models.ts";
import { watchLoading } from "./ollama-loading.ts";
import { createOllamaStore } from "./ollama-store.ts";
import { parseChunk } from "./parse-chunk.ts";
import { toProvider } from "./provider.ts";
import { readLines } from "./read-lines.ts";
import type { Pace } from "./retry.ts";
import { callTo, toServer } from "./server.ts";
import type { Chunk } from "./chunk.ts";
import { LLMError, type LLMProvider, type LLMStreamOptions, type ProviderConfig } from "./types.ts";

const name = "ollama";

// Only the fields we read, so that a new Ollama release cannot break us with the others.
const lineSchema = z.object({
  message: z.object({ content: z.string().nullish(), thinking: z.string().nullish() }).nullish(),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.number().nullish(),
  eval_count: z.number().nullish(),
  error: z.unknown().optional(),
});

/** Ollama's native API: its OpenAI dialect knows no `num_ctx` and swallows errors in the middle of an answer. */
export function createOllama(config: ProviderConfig, pace: Pace = 1): LLMProvider {
  const server = toServer(name, config);
  const { host, secrets } = server;

  async function* open(options: LLMStreamOptions, signal: AbortSignal): AsyncGenerator<Chunk> {
    const { model, timeouts, onEvent } = options;
    const request = (): Promise<Answer> =>
      send({
        ...callTo(server, "/api/chat"),
        method: "POST",
        body: JSON.stringify(toOllamaBody(options, host)),
        model,
        signal,
        timeouts: { ...defaultTimeouts, ...timeouts },
      });
    const stopWatching = onEvent ? watchLoading({ server, model, signal, pace, onEvent }) : () => {};
    try {
      const answer = await request().catch((error: unknown) => {
        // the one request that a server before thinking, or a model without it, refuses for this alone
        if (!(error instanceof LLMError) || error.code !== "unsupported" || !/thinking/.test(error.message))
          throw error;
        correctModel(host, model, { thinking: false });
        return request();
      });
      stopWatching();
      for await (const line of readLines(name, answer.chunks)) {
        if (line.text.trim() === "") continue;
        const chunk = parseChunk(name, lineSchema, line);
        // comes with status 200, instead of the closing line
        if (chunk.error) throw toLineError(line.text, { provider: name, model }, secrets);
        yield toChunk(chunk);
        if (chunk.done) return;
      }
    } finally {
      stopWatching();
    }
  }

  async function version(signal?: AbortSignal): Promise<string> {
    const versionSchema = z.object({ version: z.string().max(100) });
    const question = { ...callTo(server, "/api/version"), signal };
    return (await askJson(question, versionSchema, maxProbeBytes)).version;
  }

  const models = (signal?: AbortSignal) => listOllamaModels(server, signal);
  return toProvider({ name, host, open, version, models, store: createOllamaStore(server) }, pace);
}

function toChunk({ message, done, done_reason, prompt_eval_count, eval_count }: z.infer<typeof lineSchema>): Chunk {
  return {
    ...(message?.content && { text: message.content }),
    ...(message?.thinking && { thinking: message.thinking }),
    ...(done && { finish: done_reason === "length" ? "length" : "stop" }),
    ...(prompt_eval_count && { usage: { input: prompt_eval_count, output: eval_count ?? 0 } }),
  };
}

const usualContext = 8_192;

/** Everything is under `options`: at the top level Ollama ignores it. Other load options than the last time reload the model. */
function toOllamaBody(options: LLMStreamOptions, host: string): object {
  const { model, messages, system, maxTokens, temperature, think = false } = options;
  const { contextTokens = usualContext, keepAlive } = options;
  const known = recallModel(host, model);
  return {
    model,
    messages: [
      ...(system === "" ? [] : [{ role: "system", content: system }]),
      ...messages.map(({ role, content, images = [] }) => ({
        role,
        content,
        ...(images.length > 0 && { images: images.map((image) => toPicture(name, image).base64) }),
      })),
    ],
    stream: true,
    // without it, models that can think do; `false` is accepted by all, but a model known not to think needs nothing
    ...(known?.thinking !== false && { think }),
    // the beginning of a conversation is never cut away in silence
    truncate: false,
    options: {
      num_ctx: clampContext(host, model, contextTokens),
      num_predict: maxTokens,
      ...(temperature !== undefined && { temperature }),
    },
    ...(keepAlive !== undefined && { keep_alive: keepAlive }),
  };
}
