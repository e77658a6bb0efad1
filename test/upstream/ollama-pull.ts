import { createHash } from "node:crypto";
import { type Exchange, modelIn, sendJson, type UpstreamState } from "./exchange.ts";
import { defaultModels, sameModel, type UpstreamModel } from "./models.ts";

/** How a download goes. Without anything it is whole, and as fast as lines can be written. */
export type PullScript = {
  /** Bytes of each layer, in the order in which they are fetched. */
  layers?: readonly number[];
  /** Awaited before each line of a layer, with what has come of all: sets the pace, or waits for whatever it likes. */
  pace?: (bytes: number) => unknown;
  /** So many lines a layer, each said twice as the real one's ticker does; what is small comes at once. */
  steps?: number;
  /** In place of the manifest: `file does not exist`, `412: …`. */
  manifest?: string;
  /** Once so many bytes have come: an error line, or the connection breaks (`destroy`) or just ends. */
  fails?: { after: number; error?: string; how?: "destroy" | "end" };
  /** Awaited while the digests are checked. */
  verifies?: () => unknown;
  /** After the last layer; what came is thrown away then, as the real one does: `digest mismatch, …`. */
  verify?: string;
  /** It ends well, and does not say so. */
  noSuccess?: boolean;
  /** Of the model when it is there. */
  digest?: string;
};

/** What Ollama has of a file. It stays when a client leaves, and all clients see the same. */
export type Blob = { total: number; completed: number; fetchers: number };

/** The model itself, its template, licence, parameters and configuration. */
const usualLayers = (model: UpstreamModel) => [(model.sizeBytes ?? 3_338_801_804) - 9_357, 358, 8_432, 77, 490];

/** A model called `…missing…` exists nowhere: said, as the real one does, under status 200. */
export async function pull(exchange: Exchange): Promise<void> {
  const { response, state, text } = exchange;
  const name = modelIn(text);
  if (!isModelName(name)) return sendJson(exchange, 400, { error: "invalid model name" });
  const script = typeof state.pull === "function" ? state.pull(name) : state.pull;
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  const send = (line: object) => response.write(`${JSON.stringify(line)}\n`);
  const end = (error?: string) => {
    if (error !== undefined) send({ error });
    response.end();
  };
  send({ status: "pulling manifest" });
  const manifest = script.manifest ?? (name.includes("missing") ? "file does not exist" : undefined);
  if (manifest !== undefined) return end(`pull model manifest: ${manifest}`);

  const known = defaultModels.ollama.find((model) => sameModel(model.name, name)) ?? { name };
  const layers = (script.layers ?? usualLayers(known)).map((total, index) => ({
    total,
    digest: `sha256:${digestOf(`${name} ${index} ${total}`)}`,
  }));
  let before = 0;
  for (const layer of layers) {
    const outcome = await fetchLayer(exchange, layer, before, script, send);
    if (outcome === "gone") return;
    if (outcome === "destroy") return void response.destroy();
    if (outcome !== "whole") return end(outcome.error);
    before += layer.total;
  }
  send({ status: "verifying sha256 digest" });
  await script.verifies?.();
  if (script.verify !== undefined) {
    for (const { digest } of layers) state.blobs.delete(digest);
    return end(script.verify);
  }
  send({ status: "writing manifest" });
  install(state, { capabilities: ["completion"], ...known, name, sizeBytes: before }, script.digest);
  if (!script.noSuccess) send({ status: "success" });
  response.end();
}

type Outcome = "whole" | "gone" | "destroy" | { error?: string };

async function fetchLayer(
  { response, state }: Exchange,
  { digest, total }: { digest: string; total: number },
  before: number,
  { pace = () => new Promise(setImmediate), steps = 4, fails }: PullScript,
  send: (line: object) => void,
): Promise<Outcome> {
  const status = `pulling ${digest.slice(7, 19)}`;
  const blob = state.blobs.get(digest) ?? { total, completed: 0, fetchers: 0 };
  state.blobs.set(digest, blob);
  // Go's `omitempty`: what is zero is not said
  const say = () => send({ status, digest, total, ...(blob.completed > 0 && { completed: blob.completed }) });
  say();
  blob.fetchers += 1;
  try {
    while (blob.completed < total) {
      await pace(before + blob.completed);
      if (response.destroyed) return "gone";
      if (fails && before + blob.completed >= fails.after)
        return fails.how === "destroy" ? "destroy" : { ...(fails.error !== undefined && { error: fails.error }) };
      // one file is fetched once: with two clients each brings half
      const most = fails ? Math.max(1, fails.after - before) : total;
      blob.completed = Math.min(
        total,
        most,
        blob.completed + Math.ceil(total / (total < 1e6 ? 1 : steps) / blob.fetchers),
      );
      say();
      say();
    }
  } finally {
    blob.fetchers -= 1;
  }
  return "whole";
}

function install(state: UpstreamState, model: UpstreamModel, digest: string | undefined) {
  const others = state.models.filter((other) => !sameModel(other.name, model.name));
  // one that is there keeps its spelling
  const { name } = state.models.find((other) => sameModel(other.name, model.name)) ?? model;
  state.models = [{ ...model, name, ...(digest !== undefined && { digest }) }, ...others];
}

const part = /^\w[\w.-]{0,79}$/;
export function isModelName(name: string): boolean {
  const parts = name.split("/");
  const [base = "", tag = "latest", ...more] = (parts.pop() ?? "").split(":");
  return part.test(base) && part.test(tag) && more.length === 0 && parts.length <= 2 && parts.every((p) => p !== "");
}

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
