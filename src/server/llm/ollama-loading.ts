import { z } from "zod";
import { askJson, maxListBytes } from "./ask.ts";
import { canonicalName } from "./known-models.ts";
import { type Pace, wait } from "./retry.ts";
import { callTo, type Server } from "./server.ts";
import type { LLMEvent } from "./types.ts";

const firstLookMs = 2_000;
const secondLookMs = 1_000;
const nextLookMs = 10_000;

const loadedSchema = z.object({
  models: z.array(z.object({ name: z.string(), expires_at: z.string().nullish() })).nullish(),
});

type Watch = {
  server: Server;
  model: string;
  signal: AbortSignal;
  pace: Pace;
  onEvent: (event: LLMEvent) => void;
};

/**
 * Ollama sends nothing, headers included, until the model is in memory and the prompt is read. Meanwhile this looks, beside the
 * request, whether it is there, and says so when that changes. Returns how to stop.
 */
export function watchLoading({ server, model, signal, pace, onEvent }: Watch): () => void {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal.addEventListener("abort", abort, { once: true });
  void look();
  return () => {
    signal.removeEventListener("abort", abort);
    stop.abort();
  };

  async function look(): Promise<void> {
    let said: LLMEvent["type"] | null = null;
    let before: string | undefined;
    await wait(firstLookMs * pace, stop.signal);
    while (!stop.signal.aborted) {
      const loaded = await listLoaded(server, stop.signal).catch(() => null);
      if (stop.signal.aborted) return;
      const expires = loaded?.get(canonicalName(model));
      // a model that loads is listed as well; its time to expire moves on with the clock until its first answer is done
      const type = expires === undefined || (before !== undefined && expires !== before) ? "loading" : "queued";
      const isKnown = loaded && (type === "loading" || before !== undefined);
      if (isKnown && type !== said) {
        said = type;
        onEvent({ type });
      }
      before = expires;
      await wait((isKnown ? nextLookMs : secondLookMs) * pace, stop.signal);
    }
  }
}

/** The models in memory or on the way there, by canonical name: when they will be put out of it. */
export async function listLoaded(server: Server, signal?: AbortSignal): Promise<Map<string, string>> {
  const { models } = await askJson({ ...callTo(server, "/api/ps"), signal }, loadedSchema, maxListBytes);
  return new Map((models ?? []).map(({ name, expires_at }) => [canonicalName(name), expires_at ?? ""]));
}
