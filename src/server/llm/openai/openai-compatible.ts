import type { ModelInfo } from "#shared/model-info.ts";
import { lookAtOwnServer } from "#server/llm/answer/look-at-own-server.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { within } from "#server/llm/transport/ask.ts";
import { maxLineBytes } from "#server/llm/transport/limits.ts";
import type { Chunk, ModelRequest } from "#server/llm/adapter.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { defaultTimeouts, send } from "#server/llm/transport/http-stream.ts";
import { isOllama, knowsToBeOllama } from "./is-ollama.ts";
import { type OpenaiBody, toOpenaiBody } from "./body.ts";
import { createChunkReader } from "./chunks.ts";
import { findOpenaiModels, rootOf } from "./list.ts";
import { describeModels } from "./models.ts";
import { toProvider } from "#server/llm/provider.ts";
import { readAtMost, readEvents } from "#server/llm/transport/read-lines.ts";
import { callTo, toServer } from "#server/llm/transport/server.ts";
import type { Knowledge, LLMProvider, LLMStreamOptions, ProviderConfig } from "#server/llm/types.ts";
import { findModel } from "#shared/canonical-name.ts";

const name = "openai-compatible";

/** Uses only the part of the chat completions API that LM Studio, llama.cpp, vLLM and the hosted servers all accept. */
export function createOpenaiCompatible(config: ProviderConfig, knowledge: Knowledge, timeScale = 1): LLMProvider {
  const server = toServer(name, config);
  const { secrets } = server;
  function toRequest(options: LLMStreamOptions): ModelRequest {
    const body = toOpenaiBody(options, knowledge);
    const maxTokens = body.max_tokens ?? body.max_completion_tokens ?? 0;
    return { fields: Object.keys(body), maxTokens, open: (signal) => request(options, body, signal) };
  }

  async function* request(options: LLMStreamOptions, body: OpenaiBody, signal: AbortSignal): AsyncGenerator<Chunk> {
    const { model } = options;
    const answer = await send({
      ...callTo(server, "/chat/completions"),
      method: "POST",
      body: JSON.stringify(body),
      model,
      signal,
      timeouts: { ...defaultTimeouts, ...options.timeouts },
    });
    const reader = createChunkReader({ provider: name, model }, secrets);
    // a server that does not stream sends the answer in one piece
    if (/\bjson\b/.test(answer.headers["content-type"] ?? ""))
      return void (yield reader.read({ text: await readAtMost(answer.chunks, maxLineBytes), isLast: false }));
    for await (const { event, data, error, isLast } of readEvents(name, answer.chunks)) {
      if (error !== "" || event === "error") throw toLineError(error || data, { provider: name, model }, secrets);
      if (data === "[DONE]") return;
      yield reader.read({ text: data, isLast });
    }
  }

  /** Reports an Ollama behind this server. Runs in parallel to the answer, which does not wait for it. */
  function inspectServer({ onEvent }: LLMStreamOptions, signal: AbortSignal) {
    if (!onEvent) return;
    const report = (isIt: boolean) => isIt && !signal.aborted && onEvent({ type: "is-ollama" });
    const known = knowsToBeOllama(server, knowledge);
    if (known !== undefined) report(known);
    else void isOllama(server, knowledge, signal).then(report);
  }

  async function models(signal?: AbortSignal): Promise<ModelInfo[]> {
    const start = performance.now();
    const found = await describeModels(server, await findOpenaiModels(server, signal), { knowledge, start, signal });
    knowledge.remember(found);
    return knowledge.list();
  }

  /** Servers that load a model at its first request report in their list whether it is in memory: LM Studio, llama.cpp with several models. */
  async function findLoaded(model: string, signal: AbortSignal): Promise<boolean | undefined> {
    if (knowledge.get(model)?.loaded !== false) return undefined;
    return findModel(await models(signal), model)?.loaded;
  }
  const look = (model: string) =>
    lookAtOwnServer(server, { root: rootOf(server), model, findLoaded: (signal) => findLoaded(model, signal) });

  // no other request works with all servers; a server that lists no models can still chat
  const version = async (signal?: AbortSignal) => void (await findOpenaiModels(server, signal));
  const adapter = { name, server, knowledge, toRequest, inspectServer, version, models } as const;
  const provider = toProvider({ ...adapter, ...(isLocalHost(server.host) && { look }) }, timeScale);
  return {
    ...provider,
    async probe(signal) {
      const probe = await provider.probe(signal);
      if (!probe.ok) return probe;
      const isIt = await isOllama(server, knowledge, within(besideMs, signal));
      return isIt ? { ...probe, isOllama: true } : probe;
    },
  };
}

/** The limit for a request that the probe can do without. */
const besideMs = 1_000;
