import type { ModelInfo } from "#shared/model-info.ts";
import type { Chunk, ModelRequest } from "#server/llm/adapter.ts";
import { lookAtOwnServer } from "#server/llm/answer/look-at-own-server.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { toProvider } from "#server/llm/provider.ts";
import { describeCompatible } from "#server/llm/ollama/compatible.ts";
import { isOllama } from "#server/llm/openai/is-ollama.ts";
import { questionMs, within } from "#server/llm/transport/ask.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { defaultTimeouts, send } from "#server/llm/transport/http-stream.ts";
import { maxErrorBytes } from "#server/llm/transport/limits.ts";
import { readAtMost, readEvents } from "#server/llm/transport/read-lines.ts";
import { callTo, mergeHeaders, toServer } from "#server/llm/transport/server.ts";
import {
  type Knowledge,
  LLMError,
  type LLMProvider,
  type LLMStreamOptions,
  type ProviderConfig,
} from "#server/llm/types.ts";
import { type AnthropicBody, toAnthropicBody } from "./body.ts";
import { createChunkReader } from "./chunks.ts";
import { toModelError } from "./errors.ts";
import { listModels } from "./models.ts";

const name = "anthropic";

/** The version of the API that this folder is written for. */
const apiVersion = "2026-10-21";

/** The Messages API: https://docs.claude.com/en/api/messages */
export function createAnthropic(config: ProviderConfig, knowledge: Knowledge, timeScale = 1): LLMProvider {
  const server = toServer(name, config);
  const { secrets } = server;

  function toRequest(options: LLMStreamOptions): ModelRequest {
    const body = toAnthropicBody(options, knowledge);
    const configured = Object.keys(body.output_config ?? {}).map((field) => `output_config.${field}`);
    const fields = [...Object.keys(body), ...configured];
    return { fields, maxTokens: body.max_tokens, open: (signal) => request(options, body, signal) };
  }

  async function* request(
    { model, timeouts }: LLMStreamOptions,
    body: AnthropicBody,
    signal: AbortSignal,
  ): AsyncGenerator<Chunk> {
    const { headers, chunks } = await send({
      ...toCall("/v1/messages"),
      method: "POST",
      body: JSON.stringify(body),
      model,
      signal,
      timeouts: { ...defaultTimeouts, ...timeouts },
    });
    const requestId = headers["request-id"];
    const info = { provider: name, model, retryable: false, ...(typeof requestId === "string" && { requestId }) };
    // some gateways send an error as JSON with status 200
    if (/\bjson\b/.test(headers["content-type"] ?? ""))
      throw toLineError(await readAtMost(chunks, maxErrorBytes), info, secrets);
    const reader = createChunkReader(info, secrets);
    for await (const event of readEvents(name, chunks)) yield reader.read(event);
  }

  /** Throws `auth` if no key is set, because the API accepts no request without one. */
  function toCall(path: string) {
    if (!server.apiKey) throw new LLMError("auth", "no Anthropic API key is set", { provider: name, retryable: false });
    const call = callTo(server, path);
    return { ...call, headers: mergeHeaders({ "anthropic-version": apiVersion }, call.headers) };
  }

  async function models(signal?: AbortSignal): Promise<ModelInfo[]> {
    const start = performance.now();
    const listed = await listModels(toCall, signal);
    const mayBeOllama = listed.some(({ fixedWindow }) => fixedWindow === "assumed");
    const rest = within(questionMs - (performance.now() - start), signal);
    if (mayBeOllama && (await isOllama(server, knowledge, rest))) {
      const { models: described, version: found } = await describeCompatible(server, knowledge, rest);
      const able = listed.filter(({ id }) => !described.get(id)?.isEmbedding);
      const details = able.map((model) => ({ ...model, ...described.get(model.id)?.info }));
      knowledge.remember({ models: details, ...(found && { version: found }) });
    } else knowledge.remember({ models: listed });
    return knowledge.list();
  }

  async function version(signal?: AbortSignal): Promise<undefined> {
    const [first] = await listModels(toCall, signal, { onlyFirst: true });
    // an Ollama: its window must be known before the first message
    if (first?.fixedWindow && knowledge.listedAt() === null) await models(signal);
  }
  const explain = (error: LLMError, model: string) => toModelError(error, model, knowledge);
  const adapter = { name, server, knowledge, toRequest, explain, version, models } as const;
  const look = (model: string) => lookAtOwnServer(server, { root: server.base, model });
  return toProvider({ ...adapter, ...(isLocalHost(server.host) && { look }) }, timeScale);
}
