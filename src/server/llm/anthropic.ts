import type Anthropic from "@anthropic-ai/sdk";
import type { MessageDeltaUsage, StopReason, Usage } from "@anthropic-ai/sdk/resources/messages";
import type { ModelInfo } from "#shared/providers.ts";
import { toAnthropicBody } from "./anthropic-body.ts";
import { createSdkFetch, type SdkFetch } from "./anthropic-fetch.ts";
import { checkKey } from "./api-key.ts";
import { maxListBytes, questionMs } from "./ask.ts";
import type { Chunk } from "./chunk.ts";
import { toLineError } from "./errors.ts";
import { defaultTimeouts } from "./http-stream.ts";
import { rememberModels } from "./known-models.ts";
import { toProvider } from "./provider.ts";
import type { Pace } from "./retry.ts";
import { LLMError, type LLMProvider, type LLMStreamOptions, type ProviderConfig } from "./types.ts";

const name = "anthropic";

/** The Messages API by the official SDK, over our own transport. */
export function createAnthropic({ apiKey = null, baseUrl }: ProviderConfig, pace: Pace = 1): LLMProvider {
  const base = baseUrl.replace(/\/+$/, "");
  const host = URL.parse(base)?.host ?? base;
  const shared = { provider: name, secrets: apiKey ? [apiKey] : [] };

  async function* open(options: LLMStreamOptions, signal: AbortSignal): AsyncGenerator<Chunk> {
    const { model } = options;
    const timeouts = { ...defaultTimeouts, ...options.timeouts };
    const bounds = { expects: "events", maxBytes: Number.POSITIVE_INFINITY } as const;
    const transport = createSdkFetch({ ...shared, ...bounds, model, signal, timeouts });
    try {
      const client = await createClient(transport.fetch);
      // `.stream()` would read as fast as the network brings it, however slow the reader; what it checks is checked here
      yield* toChunks(await client.messages.create(toAnthropicBody(options, host)));
    } catch (error) {
      throw transport.failure() ?? toAnthropicError(error, { model, isCut: transport.hasEnded() });
    }
  }

  /** At most `limit` models; all of them without it. */
  async function listModels(signal: AbortSignal | undefined, limit?: number): Promise<Anthropic.ModelInfo[]> {
    const timeouts = { connectMs: questionMs, firstTokenMs: questionMs, idleMs: questionMs };
    const bounds = { expects: "json", maxBytes: maxListBytes, totalMs: questionMs, timeouts } as const;
    const transport = createSdkFetch({ ...shared, ...bounds, signal });
    try {
      const client = await createClient(transport.fetch);
      const page = await client.models.list({ limit: limit ?? 100 });
      // the SDK reads an empty page from any JSON; the real list is never empty
      if (page.data.length === 0)
        throw new LLMError("wrong_endpoint", "what answers there is not Anthropic", { provider: name });
      return limit === undefined ? await Array.fromAsync(page) : page.data;
    } catch (error) {
      throw transport.failure() ?? toAnthropicError(error, { isCut: false });
    }
  }

  async function models(signal?: AbortSignal): Promise<ModelInfo[]> {
    const active = (await listModels(signal)).filter(({ lifecycle }) => lifecycle !== "retired");
    rememberModels(
      host,
      active.map((model) => ({
        ...toModelInfo(model),
        canStopThinking: model.capabilities?.thinking.types.disabled.supported ?? false,
      })),
    );
    return active.map(toModelInfo);
  }

  async function createClient(fetch: SdkFetch): Promise<Anthropic> {
    if (!apiKey) throw new LLMError("auth", "no Anthropic API key is set", { provider: name, retryable: false });
    checkKey(name, apiKey);
    // imported when it is needed: it would be most of the app's start
    const { default: Sdk } = await import("@anthropic-ai/sdk");
    // all that the SDK would otherwise take from the environment: key, address, log level, tracing
    const fixed = { authToken: null, logLevel: "off", openTelemetry: false, maxRetries: 0 } as const;
    // tests of the page leave a `window` in the process, and the SDK would take us for a browser
    const isTest = { dangerouslyAllowBrowser: "window" in globalThis };
    // its own clock must not run out before ours
    return new Sdk({ apiKey, baseURL: base, fetch, timeout: 24 * 60 * 60_000, ...fixed, ...isTest });
  }

  const version = async (signal?: AbortSignal) => void (await listModels(signal, 1));
  return toProvider({ name, host, open, version, models }, pace);
}

/** Only `message_stop` makes an answer whole; what ends before it broke off. */
async function* toChunks(events: AsyncIterable<Anthropic.RawMessageStreamEvent>): AsyncGenerator<Chunk> {
  let finish: Chunk["finish"];
  let input: Partial<Usage> = {};
  for await (const event of events) {
    if (event.type === "message_start") {
      input = event.message.usage;
      yield { model: event.message.model, usage: toUsage(input) };
    } else if (event.type === "content_block_delta") {
      if (event.delta.type === "text_delta") yield { text: event.delta.text };
      if (event.delta.type === "thinking_delta") yield { thinking: event.delta.thinking };
    } else if (event.type === "message_delta") {
      finish = mapStopReason(event.delta.stop_reason);
      yield { usage: toUsage(input, event.usage) };
    } else if (event.type === "message_stop") yield { finish: finish ?? "stop" };
  }
}

function mapStopReason(reason: StopReason | null): Chunk["finish"] {
  if (reason === "max_tokens") return "length";
  if (reason === "refusal") return "refusal";
  if (reason !== "model_context_window_exceeded") return "stop";
  throw new LLMError("context_overflow", "the model's context is full", { provider: name, retryable: false });
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

/** What the SDK itself throws: an `error` event (an object with the body as `error`), or a line it could not parse. */
function toAnthropicError(error: unknown, { model, isCut }: { model?: string; isCut: boolean }): LLMError {
  if (error instanceof LLMError) return error;
  const info = { provider: name, retryable: false, ...(model && { model }) };
  if (error instanceof Error && "error" in error && error.error)
    return toLineError(JSON.stringify(error.error), {
      ...info,
      ...("requestID" in error && typeof error.requestID === "string" && { requestId: error.requestID }),
    });
  if (isCut && error instanceof SyntaxError)
    return new LLMError("incomplete", "the answer broke off in the middle of a line", info);
  return new LLMError("invalid_response", "anthropic sent something that makes no sense", info);
}

function toModelInfo({ id, display_name, max_input_tokens, capabilities }: Anthropic.ModelInfo): ModelInfo {
  return {
    id,
    label: display_name,
    ...(max_input_tokens && { contextLength: max_input_tokens }),
    ...(capabilities && {
      vision: capabilities.image_input.supported,
      thinking: capabilities.thinking.supported,
    }),
  };
}
