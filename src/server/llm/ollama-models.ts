import { z } from "zod";
import type { ModelInfo } from "#shared/providers.ts";
import { askJson, maxListBytes, questionMs } from "./ask.ts";
import { canonicalName, rememberModels } from "./known-models.ts";
import { listLoaded } from "./ollama-loading.ts";
import { callTo, type Server } from "./server.ts";

const tagsSchema = z.object({
  models: z
    .array(
      z.object({
        name: z.string(),
        size: z.number().nullish(),
        digest: z.string().nullish(),
        details: z
          .object({
            parameter_size: z.string().nullish(),
            quantization_level: z.string().nullish(),
            context_length: z.number().nullish(),
          })
          .nullish(),
        capabilities: z.array(z.string()).nullish(),
        remote_host: z.string().nullish(),
      }),
    )
    .nullable(),
});
type Tag = NonNullable<z.infer<typeof tagsSchema>["models"]>[number];

const showSchema = z.object({
  capabilities: z.array(z.string()).nullish(),
  model_info: z.record(z.string(), z.unknown()).nullish(),
});
type Shown = { capabilities?: string[] | undefined; contextLength?: number | undefined };

/** By digest: what a model can do does not change while it is the same file. */
const shown = new Map<string, Shown>();

/** Every model that can chat, by name. Servers before 0.30 say what a model can do only one by one. */
export async function listOllamaModels(server: Server, signal?: AbortSignal): Promise<ModelInfo[]> {
  const start = performance.now();
  const [{ models }, loaded] = await Promise.all([
    askJson({ ...callTo(server, "/api/tags"), signal }, tagsSchema, maxListBytes),
    listLoaded(server, signal).catch(() => null),
  ]);
  const tags = models ?? [];
  // who waits for the list does not wait longer for what each can do
  const limit = AbortSignal.timeout(Math.max(1, questionMs - (performance.now() - start)));
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  const details = await mapAtMost(4, tags, (tag) => describe(server, tag, stop));
  const list = tags
    .map((tag, index) => ({ tag, ...details[index] }))
    .filter(({ capabilities }) => !capabilities || capabilities.includes("completion"))
    .map(({ tag, capabilities, contextLength }) => ({
      ...toModelInfo(tag, capabilities, contextLength),
      ...(loaded && { loaded: loaded.has(canonicalName(tag.name)) }),
    }))
    .sort((a, b) => a.id.localeCompare(b.id));
  rememberModels(server.host, list);
  return list;
}

function toModelInfo(tag: Tag, capabilities?: readonly string[], contextLength?: number): ModelInfo {
  const { name, size, details, remote_host } = tag;
  return {
    id: name,
    ...(size && { sizeBytes: size }),
    ...(details?.parameter_size && { parameters: details.parameter_size }),
    ...(details?.quantization_level && { quantisation: details.quantization_level }),
    ...(contextLength && { contextLength }),
    ...(capabilities && { vision: capabilities.includes("vision"), thinking: capabilities.includes("thinking") }),
    ...(remote_host && { remote: true }),
  };
}

async function describe(server: Server, tag: Tag, signal?: AbortSignal): Promise<Shown> {
  const { capabilities, details, digest, name } = tag;
  if (capabilities) return { capabilities, contextLength: details?.context_length ?? undefined };
  const known = digest ? shown.get(digest) : undefined;
  if (known) return known;
  const body = JSON.stringify({ model: name });
  try {
    const answer = await askJson({ ...callTo(server, "/api/show"), body, signal }, showSchema, maxListBytes);
    const context = Object.entries(answer.model_info ?? {}).find(([key]) => key.endsWith(".context_length"))?.[1];
    const result = {
      capabilities: answer.capabilities ?? undefined,
      contextLength: typeof context === "number" ? context : undefined,
    };
    if (digest) shown.set(digest, result);
    return result;
  } catch {
    // listed with unknown abilities; they are tried instead
    return {};
  }
}

/** Like `Promise.all(items.map(work))`, with at most so many at once. */
async function mapAtMost<Item, Result>(limit: number, items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
