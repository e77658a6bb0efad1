import { createHash } from "node:crypto";
import { type Exchange, modelIn, sendJson, type UpstreamState } from "./exchange.ts";
import { defaultModels, sameModel, shortName, type UpstreamModel } from "./models.ts";

/** How a download goes. By default it succeeds, as fast as lines can be written. */
export type PullScript = {
  /** The size of each layer in bytes, in the order of download. */
  layers?: readonly number[];
  /** Awaited before each line of a layer, with all bytes so far. Sets the pace, or waits for the test. */
  pace?: (bytes: number) => unknown;
  /** Steps per layer. Each step sends its line twice, as a real Ollama does. A small layer has one step. */
  steps?: number;
  /** The error instead of the manifest: `file does not exist`, `412: …`. */
  manifest?: string;
  /** Fails after this many bytes: sends an error line, breaks the connection (`destroy`), or just ends. */
  fails?: { after: number; error?: string; how?: "destroy" | "end" };
  /** Awaited while the digests are checked. */
  verifies?: () => unknown;
  /** The error after the last layer: `digest mismatch, …`. Discards the download, as a real Ollama does. */
  verify?: string;
  /** The download succeeds but sends no `success` line. */
  noSuccess?: boolean;
  /** The digest of the installed model. */
  digest?: string;
};

/** A partly downloaded file. It stays when a client leaves, and all clients share it. */
export type Blob = { total: number; completed: number; fetchers: number };

/** The sizes of the model itself, its template, licence, parameters and configuration. */
const usualLayers = (model: UpstreamModel) => [(model.sizeBytes ?? 3_338_801_804) - 9_357, 358, 8_432, 77, 490];

/** Downloads a model. No model named `…missing…` exists; the error has status 200, as with a real Ollama. */
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
  // Go's `omitempty` leaves out a zero
  const sendProgress = () => send({ status, digest, total, ...(blob.completed > 0 && { completed: blob.completed }) });
  sendProgress();
  blob.fetchers += 1;
  try {
    while (blob.completed < total) {
      await pace(before + blob.completed);
      if (response.destroyed) return "gone";
      if (fails && before + blob.completed >= fails.after)
        return fails.how === "destroy" ? "destroy" : { ...(fails.error !== undefined && { error: fails.error }) };
      // two clients share one download, so each fetches half
      const most = fails ? Math.max(1, fails.after - before) : total;
      blob.completed = Math.min(
        total,
        most,
        blob.completed + Math.ceil(total / (total < 1e6 ? 1 : steps) / blob.fetchers),
      );
      sendProgress();
      sendProgress();
    }
  } finally {
    blob.fetchers -= 1;
  }
  return "whole";
}

function install(state: UpstreamState, model: UpstreamModel, digest: string | undefined) {
  const others = state.models.filter((other) => !sameModel(other.name, model.name));
  // an installed model keeps the spelling of its name, and a file that is there is not fetched again
  const before = state.models.find((other) => sameModel(other.name, model.name));
  const name = before?.name ?? shortName(model.name);
  const kept = before?.isDamaged && { isDamaged: true };
  state.models = [{ ...model, name, ...kept, ...(digest !== undefined && { digest }) }, ...others];
}

const part = /^\w[\w.-]{0,79}$/;
export function isModelName(name: string): boolean {
  const parts = name.split("/");
  const [base = "", tag = "latest", ...more] = (parts.pop() ?? "").split(":");
  return part.test(base) && part.test(tag) && more.length === 0 && parts.length <= 2 && parts.every((p) => p !== "");
}

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
