import { z } from "zod";
import type { ModelInfo } from "#shared/providers.ts";
import { askJson, maxListBytes } from "#server/llm/transport/ask.ts";
import { canonicalName } from "#shared/canonical-name.ts";
import { type Pace, wait } from "#server/llm/answer/retry.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import type { LLMEvent } from "#server/llm/types.ts";

const firstLookMs = 2_000;
const secondLookMs = 1_000;
const nextLookMs = 10_000;

const loadedSchema = z.object({
  models: z
    .array(
      z.object({
        name: z.string(),
        expires_at: z.string().nullish(),
        size: z.number().nullish(),
        size_vram: z.number().nullish(),
        context_length: z.number().nullish(),
      }),
    )
    .nullish(),
});

/** A model in memory, or on the way there. `expires`: as the server writes it. */
export type InMemory = { expires: string; memory?: NonNullable<ModelInfo["memory"]> };

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
      const expires = loaded?.get(canonicalName(model))?.expires;
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

/** By canonical name. */
export async function listLoaded(server: Server, signal?: AbortSignal): Promise<Map<string, InMemory>> {
  const { models } = await askJson({ ...callTo(server, "/api/ps"), signal }, loadedSchema, maxListBytes);
  return new Map((models ?? []).map((model) => [canonicalName(model.name), toInMemory(model)]));
}

/** "For ever" is a date as far away as Go's clock goes. */
const longestStayMs = 10 * 365 * 24 * 60 * 60_000;

type Loaded = NonNullable<z.infer<typeof loadedSchema>["models"]>[number];
function toInMemory({ expires_at, size, size_vram, context_length }: Loaded): InMemory {
  const expires = expires_at ?? "";
  if (!size) return { expires };
  const unloadsAt = Date.parse(expires);
  const gpuShare = Math.min(1, Math.max(0, (size_vram ?? 0) / size));
  return {
    expires,
    memory: {
      gpuShare,
      ...(unloadsAt > 0 && unloadsAt < Date.now() + longestStayMs && { unloadsAt }),
      ...(context_length && { contextTokens: context_length }),
    },
  };
}
