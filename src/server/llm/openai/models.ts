import { z } from "zod";
import type { ModelInfo } from "#shared/model-info.ts";
import { askJson, questionMs, within } from "#server/llm/transport/ask.ts";
import { maxListBytes } from "#server/llm/transport/limits.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { assumedWindow, describeCompatible } from "#server/llm/ollama/compatible.ts";
import { knowsToBeOllama } from "./is-ollama.ts";
import { type ListedModel, rootOf } from "./list.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import type { Knowledge } from "#server/llm/types.ts";

/** What a server's native API reports about a model. */
type Native = { info: Partial<ModelInfo>; isEmbedding?: boolean };
type Circumstances = { knowledge: Knowledge; start: number; signal: AbortSignal | undefined };

/**
 * Every model that can chat, with all that the server reports about it, and the server's version if it reports one. Returns less
 * when a native API does not answer within three seconds of `start`.
 */
export async function describeModels(
  server: Server,
  listed: ListedModel[],
  circumstances: Circumstances,
): Promise<{ models: ModelInfo[]; version?: string }> {
  const isOwn = isLocalHost(server.host) || listed.some(({ owned_by }) => owned_by === "llamacpp");
  const { find, version } = isOwn ? await askNatives(server, listed, circumstances) : noNatives;
  const models = listed
    .filter(canWrite)
    .map((model) => ({ model, native: find(model.id) }))
    .filter(({ native }) => !native?.isEmbedding)
    .map(({ model, native }) => ({ ...toModelInfo(model), ...native?.info }));
  return { models, ...(version && { version }) };
}

type Natives = { find: (id: string) => Native | undefined; version: string | undefined };
const noNatives: Natives = { find: () => undefined, version: undefined };

const canWrite = ({ architecture, capabilities }: ListedModel) =>
  architecture?.output_modalities?.includes("text") !== false && capabilities?.completion_chat !== false;

/** `contextLength` is the window that the model runs with, or else the largest possible one until an error shows the real one. */
function toModelInfo(model: ListedModel): ModelInfo {
  const { id, name, meta, architecture, capabilities, owned_by, supported_parameters: parameters } = model;
  const possible = model.context_length ?? model.context_window ?? model.max_context_length ?? meta?.n_ctx_train;
  const contextLength = model.max_model_len ?? meta?.n_ctx ?? windowInArgs(model.status?.args ?? []) ?? possible;
  const maxOutputTokens = model.max_completion_tokens ?? model.top_provider?.max_completion_tokens;
  const modalities = architecture?.input_modalities;
  const vision = modalities ? modalities.includes("image") : capabilities?.vision;
  const format = parameters && formatOf(parameters);
  return {
    id,
    ...(name && name !== id && { label: name }),
    ...(meta?.size && { sizeBytes: meta.size }),
    ...(contextLength && { contextLength }),
    ...(owned_by === "library" && assumedWindow), // Ollama
    ...(maxOutputTokens && { maxOutputTokens }),
    ...(vision != null && { vision }),
    ...(format && { format }),
    ...(model.status && { loaded: model.status.value === "loaded" }),
    // its default for `--max-num-seqs`
    ...(owned_by === "vllm" && { parallel: 256 }),
    ...((owned_by === "vllm" || owned_by === "llamacpp") && { runBy: owned_by }),
    // both accept `chat_template_kwargs`
    ...((owned_by === "llamacpp" || owned_by === "vllm") && { canStopThinking: true }),
  };
}

/** The window with which llama.cpp's router will load a model: `["llama-server", "--ctx-size", "4096"]`. */
function windowInArgs(args: readonly string[]): number | undefined {
  const at = args.findIndex((arg) => arg === "--ctx-size" || arg === "-c");
  const size = Number(args[at + 1]);
  return at >= 0 && Number.isSafeInteger(size) && size > 0 ? size : undefined;
}

function formatOf(parameters: readonly string[]): ModelInfo["format"] {
  if (parameters.includes("structured_outputs")) return "schema";
  return parameters.includes("response_format") ? "json" : "none";
}

/** Asks all native APIs at once, and ignores those that do not answer. */
async function askNatives(
  server: Server,
  listed: ListedModel[],
  { knowledge, start, signal }: Circumstances,
): Promise<Natives> {
  const stop = within(questionMs - (performance.now() - start), signal);
  const askAt = async <Schema extends z.ZodType>(path: string, schema: Schema) => {
    const call = { ...callTo(server, ""), url: rootOf(server) + path, signal: stop };
    return askJson(call, schema, maxListBytes).catch(() => null);
  };
  const mayBeOllama = knowsToBeOllama(server, knowledge) ?? listed.some(({ owned_by }) => owned_by === "library");
  const [ollama, llamaCpp, current, older] = await Promise.all([
    mayBeOllama ? describeCompatible({ ...server, base: rootOf(server) }, knowledge, stop) : null,
    askLlamaCpp(listed, askAt),
    askAt("/api/v1/models", lmStudioSchema),
    askAt("/api/v0/models", olderLmStudioSchema),
  ]);
  const natives = new Map<string, Native>([
    ...(ollama?.models ?? []),
    ...llamaCpp.map(({ id, props }) => [id, ofLlamaCpp(props)] as const),
    ...(older?.data ?? []).map((model) => [model.id, ofOlderLmStudio(model)] as const),
    ...(current?.models ?? []).flatMap((model) =>
      [model.key, ...model.loaded_instances.map(({ id }) => id)].map((id) => [id, ofLmStudio(model)] as const),
    ),
  ]);
  const version = ollama?.version ?? llamaCpp[0]?.props.build_info ?? undefined;
  return { find: (id) => natives.get(id), version };
}

const propsSchema = z.object({
  default_generation_settings: z.object({ n_ctx: z.number().positive() }),
  modalities: z.object({ vision: z.boolean().nullish() }).nullish(),
  // the requests that it works on at once (`--parallel`)
  total_slots: z.number().int().positive().nullish().catch(null),
  // `b11434-51b5e27`
  build_info: z.string().max(100).nullish(),
});
type AskAt = <Schema extends z.ZodType>(path: string, schema: Schema) => Promise<z.infer<Schema> | null>;

/** llama.cpp: the properties of the one model it runs or, if it can run several, of each loaded one. Loads no model. */
async function askLlamaCpp(
  listed: ListedModel[],
  askAt: AskAt,
): Promise<{ id: string; props: z.infer<typeof propsSchema> }[]> {
  const isRouter = listed.some(({ status }) => status);
  const models = isRouter ? listed.filter(({ status }) => status?.value === "loaded") : listed;
  if (models.length === 0 || (!isRouter && models.length > 1)) return [];
  const found = await Promise.all(
    models.slice(0, 4).map(async ({ id }) => {
      const query = isRouter ? `?model=${encodeURIComponent(id)}&autoload=false` : "";
      const props = await askAt(`/props${query}`, propsSchema);
      return props && { id, props };
    }),
  );
  return found.filter((each) => each !== null);
}

const ofLlamaCpp = ({
  default_generation_settings: { n_ctx },
  modalities,
  total_slots,
}: z.infer<typeof propsSchema>): Native => ({
  info: {
    contextLength: n_ctx,
    runBy: "llamacpp",
    loaded: true,
    canStopThinking: true,
    ...(total_slots && { parallel: total_slots }),
    ...(modalities?.vision != null && { vision: modalities.vision }),
  },
});

const lmStudioSchema = z.object({
  models: z.array(
    z.object({
      type: z.string(),
      key: z.string(),
      display_name: z.string().nullish(),
      size_bytes: z.number().nullish(),
      params_string: z.string().nullish(),
      quantization: z.object({ name: z.string().nullish() }).nullish(),
      loaded_instances: z.array(
        z.object({ id: z.string(), config: z.object({ context_length: z.number().nullish() }).nullish() }),
      ),
      max_context_length: z.number().nullish(),
      capabilities: z.object({ vision: z.boolean().nullish() }).nullish(),
    }),
  ),
});

/** LM Studio from 0.4. A loaded model reports the context window it was loaded with. */
function ofLmStudio(model: z.infer<typeof lmStudioSchema>["models"][number]): Native {
  const { type, display_name, size_bytes, params_string, quantization, loaded_instances, capabilities } = model;
  const contextLength = loaded_instances[0]?.config?.context_length ?? model.max_context_length;
  const info = {
    runBy: "lmstudio" as const,
    loaded: loaded_instances.length > 0,
    ...(display_name && { label: display_name }),
    ...(size_bytes && { sizeBytes: size_bytes }),
    ...(params_string && { parameters: params_string }),
    ...(quantization?.name && { quantisation: quantization.name }),
    ...(contextLength && { contextLength }),
    ...(capabilities?.vision != null && { vision: capabilities.vision }),
  };
  return { info, isEmbedding: type === "embedding" };
}

const olderLmStudioSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      quantization: z.string().nullish(),
      state: z.string().nullish(),
      max_context_length: z.number().nullish(),
      loaded_context_length: z.number().nullish(),
    }),
  ),
});

/** LM Studio from 0.3.6: a `vlm` sees pictures, an `llm` does not. */
function ofOlderLmStudio(model: z.infer<typeof olderLmStudioSchema>["data"][number]): Native {
  const contextLength = model.loaded_context_length ?? model.max_context_length;
  const info = {
    runBy: "lmstudio" as const,
    ...(model.quantization && { quantisation: model.quantization }),
    ...(model.state && { loaded: model.state === "loaded" }),
    ...(contextLength && { contextLength }),
    ...((model.type === "vlm" || model.type === "llm") && { vision: model.type === "vlm" }),
  };
  return { info, isEmbedding: model.type === "embeddings" };
}
