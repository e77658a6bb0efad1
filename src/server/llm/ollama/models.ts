import { z } from "zod";
import type { ModelInfo } from "#shared/model-info.ts";
import { askJson, questionMs, within } from "#server/llm/transport/ask.ts";
import { maxDetailsBytes, maxListBytes } from "#server/llm/transport/limits.ts";
import { canonicalName } from "#shared/canonical-name.ts";
import { type InMemory, listLoaded } from "./loading.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import type { Knowledge } from "#server/llm/types.ts";

const remoteFields = { remote_host: z.string().nullish(), remote_model: z.string().nullish() };
export const tagsSchema = z.object({
  models: z
    .array(
      z.object({
        name: z.string(),
        size: z.number().nullish(),
        digest: z.string().nullish(),
        modified_at: z.string().nullish(),
        details: z
          .object({
            family: z.string().nullish(),
            parameter_size: z.string().nullish(),
            quantization_level: z.string().nullish(),
            context_length: z.number().nullish(),
          })
          .nullish(),
        capabilities: z.array(z.string()).nullish(),
        ...remoteFields,
      }),
    )
    .nullable(),
});
export type Tag = NonNullable<z.infer<typeof tagsSchema>["models"]>[number];

const showSchema = z.object({
  capabilities: z.array(z.string()).nullish(),
  model_info: z.record(z.string(), z.unknown()).nullish(),
  ...remoteFields,
});

/** What the server reports about one model. */
type Shown = {
  capabilities?: readonly string[];
  contextLength?: number;
  picture?: NonNullable<ModelInfo["picture"]>;
  remote?: boolean;
};

/** Lists every model that can chat, by name. Servers before 0.30 list no capabilities, so each model is looked up on its own. */
export async function listOllamaModels(
  server: Server,
  knowledge: Knowledge,
  signal?: AbortSignal,
): Promise<ModelInfo[]> {
  const start = performance.now();
  const [{ models }, loaded] = await Promise.all([
    askJson({ ...callTo(server, "/api/tags"), signal }, tagsSchema, maxListBytes),
    listLoaded(server, signal).catch(() => null),
  ]);
  const tags = models ?? [];
  // looking up single models must not push the list over its time limit
  const stop = within(questionMs - (performance.now() - start), signal);
  const details = await mapAtMost(4, tags, (tag) => describe(server, knowledge, tag, stop));
  const all = tags.map((tag, index) => ({ tag, can: details[index]! }));
  const canChat = ({ can: { capabilities } }: (typeof all)[number]) =>
    !capabilities || capabilities.includes("completion");
  const list = all
    .filter(canChat)
    .map(({ tag, can }) => ({ ...toModelInfo(tag, can), ...(loaded && toMemory(loaded.get(canonicalName(tag.name)))) }))
    .sort((a, b) => a.id.localeCompare(b.id));
  const noChat = all.filter((each) => !canChat(each)).flatMap(({ tag }) => tag.digest ?? []);
  knowledge.remember({ models: list, noChat });
  return knowledge.list();
}

function toModelInfo(tag: Tag, { capabilities, contextLength, picture, remote }: Shown): ModelInfo {
  const { name, size, details, digest, modified_at } = tag;
  const modifiedAt = Date.parse(modified_at ?? "");
  return {
    id: name,
    ...(size && { sizeBytes: size }),
    ...(details?.parameter_size && { parameters: details.parameter_size }),
    ...(details?.quantization_level && { quantisation: details.quantization_level }),
    ...(contextLength && { contextLength }),
    ...(capabilities && { vision: capabilities.includes("vision"), thinking: capabilities.includes("thinking") }),
    ...(picture && { picture }),
    ...(digest && { digest }),
    ...(modifiedAt > 0 && { modifiedAt }),
    ...(remote && { remote }),
  };
}

const toMemory = (inMemory: InMemory | undefined): Pick<ModelInfo, "loaded" | "memory"> =>
  inMemory ? { loaded: true, ...(inMemory.memory && { memory: inMemory.memory }) } : { loaded: false };

/** Gemma 3 scales every picture to this square. Newer servers list only the model family; older ones also report the size. */
const gemma3 = { canvas: 896, tokens: 256 };

async function describe(server: Server, knowledge: Knowledge, tag: Tag, signal: AbortSignal): Promise<Shown> {
  const { capabilities, details, digest } = tag;
  const listed: Shown = {
    ...(capabilities && { capabilities }),
    ...(details?.context_length && { contextLength: details.context_length }),
    ...(capabilities?.includes("vision") && details?.family === "gemma3" && { picture: gemma3 }),
    ...(isRemote(tag) && { remote: true }),
  };
  if (capabilities) return listed;
  const known = digest && recallShown(knowledge, digest);
  if (known) return { ...known, ...listed };
  try {
    return { ...(await show(server, tag.name, signal)), ...listed };
  } catch {
    // the model is listed without capabilities; Blossom then finds out by trying
    return listed;
  }
}

/** What `/api/show` reported for this file before. The capabilities of a model do not change while its digest is the same. */
function recallShown(knowledge: Knowledge, digest: string): Shown | null {
  if (knowledge.isNoChatModel(digest)) return { capabilities: [] };
  const known = knowledge.list().find((model) => model.digest === digest);
  if (known?.vision === undefined) return null;
  const { vision, thinking, contextLength, picture, remote } = known;
  return {
    capabilities: ["completion", ...(vision ? ["vision"] : []), ...(thinking ? ["thinking"] : [])],
    ...(contextLength && { contextLength }),
    ...(picture && { picture }),
    ...(remote && { remote }),
  };
}

async function show(server: Server, model: string, signal: AbortSignal): Promise<Shown> {
  const body = JSON.stringify({ model });
  const answer = await askJson({ ...callTo(server, "/api/show"), body, signal }, showSchema, maxDetailsBytes);
  const { capabilities, model_info } = answer;
  // for example `gemma3.context_length`; not `parameters`, which holds the model file's settings instead of the model's limits
  const find = (name: string) => {
    const value = Object.entries(model_info ?? {}).find(([key]) => key.endsWith(`.${name}`))?.[1];
    return typeof value === "number" && value > 0 ? value : undefined;
  };
  const contextLength = find("context_length");
  const [canvas, tokens] = [find("vision.image_size"), find("mm.tokens_per_image")];
  return {
    ...(capabilities && { capabilities }),
    ...(contextLength && { contextLength }),
    ...(canvas && tokens && { picture: { canvas, tokens } }),
    ...(isRemote(answer) && { remote: true }),
  };
}

/** Whether Ollama relays the model to a cloud. */
export const isRemote = ({ remote_host, remote_model }: Pick<Tag, "remote_host" | "remote_model">) =>
  Boolean(remote_host) || Boolean(remote_model);

/** Like `Promise.all(items.map(work))`, but runs at most `limit` at once. */
async function mapAtMost<Item, Result>(limit: number, items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
