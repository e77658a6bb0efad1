import { z } from "zod";
import type { ModelInfo } from "#shared/providers.ts";
import { checkKey } from "./api-key.ts";
import { askJson, maxListBytes } from "./ask.ts";
import { toLineError } from "./errors.ts";
import { type Answer, defaultTimeouts, send } from "./http-stream.ts";
import { toPicture } from "./images.ts";
import { rememberModels } from "./known-models.ts";
import { parseChunk } from "./parse-chunk.ts";
import { toProvider } from "./provider.ts";
import { readAtMost, readEvents } from "./read-lines.ts";
import type { Pace } from "./retry.ts";
import type { Chunk } from "./chunk.ts";
import { LLMError, type LLMProvider, type LLMStreamOptions, type ProviderConfig } from "./types.ts";

const name = "openai-compatible";

const deltaSchema = z.object({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  // llama.cpp and LM Studio say the first, vLLM and Ollama the second
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});
const chunkSchema = z.looseObject({
  choices: z
    .array(
      z.object({ delta: deltaSchema.nullish(), message: deltaSchema.nullish(), finish_reason: z.string().nullish() }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
  model: z.string().nullish(),
});
type ParsedChunk = z.infer<typeof chunkSchema>;

const modelSchema = z.object({
  id: z.string(),
  max_model_len: z.number().nullish(),
  meta: z.object({ n_ctx_train: z.number().nullish() }).nullish(),
  architecture: z.object({ input_modalities: z.array(z.string()).nullish() }).nullish(),
});
const modelsSchema = z.union([z.object({ data: z.array(modelSchema) }), z.array(modelSchema)]);

/** Chat completions, with what all of LM Studio, llama.cpp, vLLM and the hosted ones take. */
export function createOpenaiCompatible({ baseUrl, apiKey = null }: ProviderConfig, pace: Pace = 1): LLMProvider {
  const base = baseUrl.replace(/\/+$/, "");
  const host = URL.parse(base)?.host ?? base;
  const secrets = apiKey ? [apiKey] : [];
  const shared = {
    provider: name,
    secrets,
    ...(apiKey && { headers: { authorization: `Bearer ${apiKey}` } }),
  };

  async function* open(options: LLMStreamOptions, signal: AbortSignal): AsyncGenerator<Chunk> {
    checkKey(name, apiKey);
    const request = (dialect: Dialect): Promise<Answer> =>
      send({
        ...shared,
        url: `${base}/chat/completions`,
        method: "POST",
        body: JSON.stringify(toOpenaiBody(options, dialect)),
        model: options.model,
        signal,
        timeouts: { ...defaultTimeouts, ...options.timeouts },
      });
    const key = `${base} ${options.model}`;
    const dialect = dialects.get(key) ?? "usual";
    const answer = await request(dialect).catch((error: unknown) => {
      const other = otherDialect(dialect, error);
      if (!other) throw error;
      dialects.set(key, other);
      return request(other);
    });
    const info = { provider: name, model: options.model };
    if (/\bjson\b/.test(answer.headers["content-type"] ?? ""))
      return void (yield toChunk(await readWhole(answer), info, secrets));
    for await (const { event, data, error, isLast } of readEvents(name, answer.chunks)) {
      if (error !== "" || event === "error") throw toLineError(error || data, info, secrets);
      if (data === "[DONE]") return;
      yield toChunk(parseChunk(name, chunkSchema, { text: data, isLast }), info, secrets);
    }
  }

  async function models(signal?: AbortSignal): Promise<ModelInfo[]> {
    checkKey(name, apiKey);
    const answer = await askJson({ ...shared, url: `${base}/models`, signal }, modelsSchema, maxListBytes);
    const list = (Array.isArray(answer) ? answer : answer.data).map(toModelInfo);
    rememberModels(host, list);
    return list;
  }

  // a server that lists no models still answers; nothing else is asked of everybody
  const version = async (signal?: AbortSignal) => void (await models(signal));
  return toProvider({ name, host, open, version, models }, pace);
}

/** What a server wants the limit to be called, or that it takes nothing beyond the least. By address and model, for the process. */
type Dialect = "usual" | "completion-tokens" | "least";
const dialects = new Map<string, Dialect>();

function otherDialect(dialect: Dialect, error: unknown): Dialect | null {
  if (!(error instanceof LLMError) || (error.info.status !== 400 && error.info.status !== 422)) return null;
  if (dialect === "usual" && /max_completion_tokens/.test(error.message)) return "completion-tokens";
  const isAboutField =
    /extra_forbidden|extra inputs|unknown (field|parameter)|unrecognized|stream_options|temperature/i;
  return dialect !== "least" && isAboutField.test(error.message) ? "least" : null;
}

function toOpenaiBody(options: LLMStreamOptions, dialect: Dialect): object {
  const { model, messages, system, maxTokens, temperature } = options;
  const limit = dialect === "completion-tokens" ? "max_completion_tokens" : "max_tokens";
  return {
    model,
    messages: [
      ...(system === "" ? [] : [{ role: "system", content: system }]),
      ...messages.map(({ role, content, images = [] }) => ({
        role,
        // plain strings wherever possible: not every server takes parts
        content: images.length === 0 ? content : [...images.map(toImagePart), { type: "text", text: content }],
      })),
    ],
    stream: true,
    [limit]: maxTokens,
    ...(dialect === "usual" && temperature !== undefined && { temperature }),
    ...(dialect !== "least" && { stream_options: { include_usage: true } }),
  };
}

function toImagePart(image: string): object {
  const { type, base64 } = toPicture(name, image);
  return { type: "image_url", image_url: { url: `data:${type};base64,${base64}` } };
}

/** An answer in one piece, from a server that does not stream. */
async function readWhole({ chunks }: Answer): Promise<ParsedChunk> {
  const text = await readAtMost(chunks, maxListBytes);
  return parseChunk(name, chunkSchema, { text, isLast: false });
}

function toChunk(chunk: ParsedChunk, info: { provider: string; model: string }, secrets: string[]): Chunk {
  // `{"error":…}`, `{"object":"error",…}`, `{"detail":…}`: under status 200, as an event or as the whole body
  if (!chunk.choices && (chunk.error || chunk.detail || chunk.object === "error"))
    throw toLineError(JSON.stringify(chunk), info, secrets);
  if (chunk.error) throw toLineError(JSON.stringify({ error: chunk.error }), info, secrets);
  const [choice] = chunk.choices ?? [];
  const said = choice?.delta ?? choice?.message;
  const thinking = said?.reasoning_content ?? said?.reasoning;
  const finish = said?.refusal ? "refusal" : mapFinishReason(choice?.finish_reason);
  return {
    ...(said?.content && { text: said.content }),
    ...(thinking && { thinking }),
    ...(finish && { finish }),
    ...(chunk.model && { model: chunk.model }),
    ...(chunk.usage && {
      usage: { input: chunk.usage.prompt_tokens ?? 0, output: chunk.usage.completion_tokens ?? 0 },
    }),
  };
}

function mapFinishReason(reason: string | null | undefined): Chunk["finish"] {
  if (!reason) return undefined;
  if (reason === "length" || reason === "max_tokens") return "length";
  return reason === "content_filter" ? "refusal" : "stop";
}

function toModelInfo({ id, max_model_len, meta, architecture }: z.infer<typeof modelSchema>): ModelInfo {
  const contextLength = max_model_len ?? meta?.n_ctx_train;
  const modalities = architecture?.input_modalities;
  return {
    id,
    ...(contextLength && { contextLength }),
    ...(modalities && { vision: modalities.includes("image") }),
  };
}
