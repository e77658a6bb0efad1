import type Anthropic from "@anthropic-ai/sdk";
import type { MessageCreateParamsStreaming } from "@anthropic-ai/sdk/resources/messages";
import type { ModelListParams } from "@anthropic-ai/sdk/resources/models";
import type { ModelInfo } from "#shared/providers.ts";
import { toAnthropicBody } from "./body.ts";
import { toChunks } from "./chunks.ts";
import { toAnthropicError, toModelError } from "./errors.ts";
import { createSdkFetch, type SdkFetch } from "./fetch.ts";
import { type ListedModel, listedModelsSchema, toModelInfo } from "./models.ts";
import { checkKey } from "#server/llm/transport/api-key.ts";
import { maxListBytes, questionMs } from "#server/llm/transport/ask.ts";
import type { ModelRequest } from "#server/llm/adapter.ts";
import type { Chunk } from "#server/llm/answer/chunk.ts";
import { defaultTimeouts } from "#server/llm/transport/http-stream.ts";
import { toProvider } from "#server/llm/provider.ts";
import { toServer } from "#server/llm/transport/server.ts";
import {
  type JsonSchema,
  type Knowledge,
  LLMError,
  type LLMProvider,
  type LLMStreamOptions,
  type ProviderConfig,
} from "#server/llm/types.ts";

const name = "anthropic";

/** The Messages API by the official SDK, over our own transport. */
export function createAnthropic(config: ProviderConfig, knowledge: Knowledge, timeScale = 1): LLMProvider {
  const { apiKey = null } = config;
  const server = toServer(name, config);
  const { base, headers, secrets } = server;
  const shared = { provider: name, headers, secrets };

  async function toRequest(options: LLMStreamOptions): Promise<ModelRequest> {
    const schema = options.schema && (await convertSchema(options.schema.schema));
    const body = toAnthropicBody(options, { knowledge, schema });
    const configured = Object.keys(body.output_config ?? {}).map((field) => `output_config.${field}`);
    const fields = [...Object.keys(body), ...configured];
    return { fields, maxTokens: body.max_tokens, open: (signal) => request(options, body, signal) };
  }

  async function* request(
    options: LLMStreamOptions,
    body: MessageCreateParamsStreaming,
    signal: AbortSignal,
  ): AsyncGenerator<Chunk> {
    const { model } = options;
    const timeouts = { ...defaultTimeouts, ...options.timeouts };
    const bounds = { expects: "events", maxBytes: Number.POSITIVE_INFINITY } as const;
    const transport = createSdkFetch({ ...shared, ...bounds, model, signal, timeouts });
    const client = await createClient(transport.fetch);
    try {
      // `.stream()` would read as fast as the network brings it, however slow the reader; what it checks is checked here
      yield* toChunks(await client.messages.create(body));
    } catch (error) {
      throw transport.failure() ?? toAnthropicError(error, { model, isCut: transport.hasEnded(), secrets });
    }
  }

  /** The first of them alone, or all. */
  async function listModels(signal: AbortSignal | undefined, query: ModelListParams): Promise<ListedModel[]> {
    const timeouts = { connectMs: questionMs, firstTokenMs: questionMs, idleMs: questionMs };
    const bounds = { expects: "json", maxBytes: maxListBytes, totalMs: questionMs, timeouts } as const;
    const transport = createSdkFetch({ ...shared, ...bounds, signal });
    try {
      const client = await createClient(transport.fetch);
      const page = await client.models.list(query);
      const listed = listedModelsSchema.safeParse(query.limit === 1 ? page.data : await Array.fromAsync(page));
      if (listed.success) return listed.data;
      // the SDK reads an empty page from any JSON; the real list is never empty
      throw new LLMError("wrong_endpoint", "what answers there is not Anthropic", { provider: name, retryable: false });
    } catch (error) {
      throw transport.failure() ?? toAnthropicError(error, { isCut: false, secrets });
    }
  }

  async function models(signal?: AbortSignal): Promise<ModelInfo[]> {
    // the retired ones too: one of them may be in the settings
    const found = await listModels(signal, { limit: 100, lifecycle: ["active", "deprecated", "retired"] }).catch(
      (error: LLMError) => {
        // a gateway that knows no lifecycle
        if (error.info.status !== 400) throw error;
        return listModels(signal, { limit: 100 });
      },
    );
    knowledge.remember({ models: found.map(toModelInfo) });
    return knowledge.list();
  }

  async function createClient(fetch: SdkFetch): Promise<Anthropic> {
    if (!apiKey) throw new LLMError("auth", "no Anthropic API key is set", { provider: name, retryable: false });
    checkKey(name, apiKey);
    // imported when it is needed: it would be most of the app's start
    const { default: Sdk } = await import("@anthropic-ai/sdk");
    // all that the SDK would otherwise take from the environment: key, address, log level, tracing; its headers are not sent
    const fixed = { authToken: null, logLevel: "off", openTelemetry: false, maxRetries: 0 } as const;
    // tests of the page leave a `window` in the process, and the SDK would take us for a browser
    const isTest = { dangerouslyAllowBrowser: "window" in globalThis };
    // its own clock must not run out before ours
    return new Sdk({ apiKey, baseURL: base, fetch, timeout: 24 * 60 * 60_000, ...fixed, ...isTest });
  }

  const version = async (signal?: AbortSignal) => void (await listModels(signal, { limit: 1 }));
  const explain = (error: LLMError, model: string) => toModelError(error, model, knowledge);
  return toProvider({ name, server, knowledge, toRequest, explain, version, models }, timeScale);
}

/** Only a part of JSON Schema is taken; the SDK knows which, and says the rest in words. */
async function convertSchema(schema: JsonSchema): Promise<Record<string, unknown>> {
  const { transformJSONSchema } = await import("@anthropic-ai/sdk/lib/transform-json-schema");
  return transformJSONSchema(schema);
}
