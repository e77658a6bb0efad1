import { createHash } from "node:crypto";
import { type Exchange, modelIn, parseBody, sendJson, type UpstreamState } from "./exchange.ts";
import { sameModel, type UpstreamModel } from "./models.ts";

export function listTags(state: UpstreamState): object {
  return {
    models: state.models.map((model) => ({
      ...describe(model),
      modified_at: "2026-10-03T09:12:44.123456789+09:00",
      // in tags since v0.30; before, only show has them
      ...(isAtLeast(state.version, 0, 30) && model.capabilities && { capabilities: model.capabilities }),
      ...(model.remoteHost && { remote_model: model.name, remote_host: model.remoteHost }),
    })),
  };
}

export function listLoaded(state: UpstreamState): object {
  const loaded = state.models.filter((model) => state.loaded.has(model.name));
  return {
    // while it loads it is listed too
    models: loaded.map((model) => ({
      ...describe(model),
      size_vram: model.sizeBytes ?? 0,
      expires_at: new Date(state.loaded.get(model.name)?.expiresAt ?? Date.now() + 300_000).toISOString(),
      context_length: Number(parseBody(state.loaded.get(model.name)?.options ?? "")?.num_ctx ?? 4_096),
    })),
  };
}

export function show(exchange: Exchange): void {
  const name = modelIn(exchange.text);
  if (name === "") return sendJson(exchange, 400, { error: "model is required" });
  const model = find(exchange.state, name);
  if (!model) return sendJson(exchange, 404, { error: `model '${name}' not found` });
  const architecture = model.name.match(/[a-z]+\d*/)?.[0] ?? "llama";
  sendJson(exchange, 200, {
    template: "{{ .Prompt }}",
    parameters: "temperature 1\ntop_k 64\ntop_p 0.95",
    details: describe(model).details,
    model_info: {
      "general.architecture": architecture,
      ...(model.contextLength && { [`${architecture}.context_length`]: model.contextLength }),
    },
    ...(model.capabilities && { capabilities: model.capabilities }),
    modified_at: "2026-10-03T09:12:44.123456789+09:00",
  });
}

/** A model called `…missing…` does not exist anywhere: said, as the real one does, under status 200. */
export async function pull(exchange: Exchange): Promise<void> {
  const { response, state, text } = exchange;
  const name = modelIn(text);
  if (name === "") return sendJson(exchange, 400, { error: "invalid model name" });
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  const send = (line: object) => response.write(`${JSON.stringify(line)}\n`);
  send({ status: "pulling manifest" });
  if (name.includes("missing")) {
    send({ error: "pull model manifest: file does not exist" });
    return void response.end();
  }
  const digest = `sha256:${digestOf(name)}`;
  const status = `pulling ${digest.slice(7, 19)}`;
  send({ status, digest, total: 3_000_000 });
  for (const completed of [1_000_000, 2_000_000, 3_000_000]) send({ status, digest, total: 3_000_000, completed });
  for (const last of ["verifying sha256 digest", "writing manifest", "success"]) send({ status: last });
  if (!find(state, name)) state.models = [...state.models, { name, capabilities: ["completion"] }];
  response.end();
}

function describe(model: UpstreamModel) {
  return {
    name: model.name,
    model: model.name,
    size: model.sizeBytes ?? 384,
    digest: digestOf(model.name),
    details: {
      parent_model: "",
      format: model.remoteHost ? "" : "gguf",
      family: model.name.match(/[a-z]+\d*/)?.[0] ?? "",
      families: null,
      parameter_size: model.parameters ?? "",
      quantization_level: model.quantisation ?? "",
      ...(model.contextLength && { context_length: model.contextLength }),
    },
  };
}

const find = (state: UpstreamState, name: string) => state.models.find((model) => sameModel(model.name, name));
const digestOf = (name: string) => createHash("sha256").update(name).digest("hex");

/** `0.33.0-rc2` is at least 0.33. */
export function isAtLeast(version: string, ...floor: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  const index = floor.findIndex((part, at) => (parts[at] ?? 0) !== part);
  return index < 0 || (parts[index] ?? 0) > (floor[index] ?? 0);
}
