import { z } from "zod";
import { askJson, maxListBytes } from "./ask.ts";
import { canonicalName } from "./known-models.ts";
import { type Pace, wait } from "./retry.ts";
import type { LLMEvent } from "./types.ts";

const firstLookMs = 2_000;
const nextLookMs = 10_000;

const loadedSchema = z.object({ models: z.array(z.object({ name: z.string() })).nullish() });

type Watch = {
  base: string;
  model: string;
  signal: AbortSignal;
  pace: Pace;
  onEvent: (event: LLMEvent) => void;
};

/**
 * Ollama sends nothing, headers included, until the model is in memory and the prompt is read. Meanwhile this looks, beside the
 * request, whether it is there, and says so when that changes. Returns how to stop.
 */
export function watchLoading({ base, model, signal, pace, onEvent }: Watch): () => void {
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
    await wait(firstLookMs * pace, stop.signal);
    while (!stop.signal.aborted) {
      const loaded = await listLoaded(base, stop.signal).catch(() => null);
      if (stop.signal.aborted) return;
      const type = loaded && !loaded.has(canonicalName(model)) ? "loading" : "queued";
      if (loaded && type !== said) onEvent({ type });
      said = type;
      await wait(nextLookMs * pace, stop.signal);
    }
  }
}

/** The models in memory, by canonical name. */
export async function listLoaded(base: string, signal?: AbortSignal): Promise<Set<string>> {
  const { models } = await askJson({ provider: "ollama", url: `${base}/api/ps`, signal }, loadedSchema, maxListBytes);
  return new Set((models ?? []).map(({ name }) => canonicalName(name)));
}
