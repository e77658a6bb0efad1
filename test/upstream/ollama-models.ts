import { createHash } from "node:crypto";
import { type Exchange, modelIn, parseBody, sendJson, type UpstreamState } from "./exchange.ts";
import { sameModel, type UpstreamModel } from "./models.ts";

export function listTags(state: UpstreamState): object {
  return {
    // newest first
    models: state.models.map((model, index) => ({
      ...describe(model, {
        ...(model.contextLength && { context_length: model.contextLength, embedding_length: 3_840 }),
      }),
      modified_at: `2026-10-${String(28 - (index % 28)).padStart(2, "0")}T09:12:44.123456789+09:00`,
      // listed here in any order since v0.30; before that only `/api/show` has them
      ...(isAtLeast(state.version, 0, 30) && model.capabilities && { capabilities: model.capabilities.toReversed() }),
      ...remote(model),
    })),
  };
}

export function listLoaded(state: UpstreamState): object {
  return {
    models: state.memory.list().flatMap(({ name, options, expiresAt }) => {
      const model = find(state, name);
      if (!model) return [];
      return {
        ...describe(model),
        size_vram: Math.round((model.sizeBytes ?? 384) * (model.gpuShare ?? 1)),
        expires_at: new Date(expiresAt).toISOString(),
        // since v0.10
        ...(isAtLeast(state.version, 0, 10) && { context_length: Number(parseBody(options)?.num_ctx ?? 4_096) }),
      };
    }),
  };
}

export async function show(exchange: Exchange): Promise<void> {
  const { state } = exchange;
  const name = modelIn(exchange.text);
  if (name === "") return sendJson(exchange, 400, { error: "model is required" });
  const model = find(state, name);
  if (!model) return sendJson(exchange, 404, { error: `model '${withTag(name)}' not found` });
  await model.showWaits;
  if (model.showFails) return sendJson(exchange, 500, { error: "open manifest: permission denied" });
  const architecture = familyOf(model) || "llama";
  sendJson(exchange, 200, {
    template: "{{ .Prompt }}",
    parameters: model.modelfile ?? "temperature 1\ntop_k 64\ntop_p 0.95",
    details: describe(model).details,
    model_info: {
      "general.architecture": architecture,
      ...(model.contextLength && { [`${architecture}.context_length`]: model.contextLength }),
      ...(architecture === "gemma3" &&
        model.capabilities?.includes("vision") && {
          "gemma3.mm.tokens_per_image": 256,
          "gemma3.vision.image_size": 896,
          "gemma3.vision.patch_size": 14,
        }),
    },
    ...(isAtLeast(state.version, 0, 6, 4) && model.capabilities && { capabilities: model.capabilities }),
    ...remote(model),
    modified_at: "2026-10-03T09:12:44.123456789+09:00",
  });
}

/** `more`: fields that only `/api/tags` has. */
function describe(model: UpstreamModel, more: object = {}) {
  return {
    name: model.name,
    model: model.name,
    size: model.sizeBytes ?? 384,
    digest: model.digest ?? digestOf(model.name),
    details: {
      parent_model: "",
      format: model.remoteHost ? "" : "gguf",
      family: familyOf(model),
      families: model.remoteHost ? null : [familyOf(model)],
      parameter_size: model.parameters ?? "",
      quantization_level: model.quantisation ?? "",
      ...more,
    },
  };
}

/** Only `/api/show` gives the full name in its error. */
const withTag = (name: string) => (name.lastIndexOf(":") > name.lastIndexOf("/") ? name : `${name}:latest`);

const find = (state: UpstreamState, name: string) => state.models.find((model) => sameModel(model.name, name));
const familyOf = (model: UpstreamModel) => model.family ?? model.name.match(/[a-z]+\d*/)?.[0] ?? "";
/** Fields of a relayed model, in lists and on each line of its answers. */
export const remote = ({ name, remoteHost }: UpstreamModel) =>
  remoteHost ? { remote_model: name, remote_host: remoteHost } : undefined;

const digestOf = (name: string) => createHash("sha256").update(name).digest("hex");

/** The window of a request that sets none: Ollama's default, or `OLLAMA_CONTEXT_LENGTH`. */
export const defaultWindow = (model: UpstreamModel | undefined): number =>
  Math.min(model?.window ?? 4_096, model?.contextLength ?? Infinity);

/** How a request through one of the two compatible APIs loads its model: with the server's own window, and without `shift`. */
export const loadsByDefault = ({ state }: Exchange, model: UpstreamModel) => ({
  load: () => state.memory.load(model, state.models, { num_ctx: defaultWindow(model), num_gpu: null }, undefined),
  unload: () => state.memory.unload(model.name),
});

/** `0.33.0-rc2` is at least 0.33. */
export function isAtLeast(version: string, ...floor: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  const index = floor.findIndex((part, at) => (parts[at] ?? 0) !== part);
  return index < 0 || (parts[index] ?? 0) > (floor[index] ?? 0);
}
