import { z } from "zod";
import type { ModelInfo } from "#shared/model-info.ts";
import { askJson } from "#server/llm/transport/ask.ts";
import { maxListBytes, maxProbeBytes } from "#server/llm/transport/limits.ts";
import { canonicalName } from "#shared/canonical-name.ts";
import type { LookAtServer } from "#server/llm/answer/watch-server.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import { listsLoadingModels, versionSchema } from "./version.ts";

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

/** A model that is in memory or being loaded. `expires`: when it leaves memory, in the server's own format. */
export type InMemory = { expires: string; memory?: NonNullable<ModelInfo["memory"]> };

/**
 * Ollama sends nothing, not even headers, until the model is in memory and the prompt has been read. `/api/ps` tells the two apart:
 * - not listed: the model is loading;
 * - listed after it was absent: it has been loaded;
 * - listed since the first look: either. Servers before 0.30 list a model while it loads, and its expiry time moves with the
 *   clock until its first answer is complete. On later servers that time moves too, but only for a model that is in memory.
 */
export function lookAtOllama(server: Server, model: string): LookAtServer {
  let wasAbsent = false;
  let before: string | undefined;
  return async (signal) => {
    const expires = (await listLoaded(server, signal)).get(canonicalName(model))?.expires;
    const last = before;
    before = expires;
    if (expires === undefined) wasAbsent = true;
    if (expires === undefined) return "loading";
    if (wasAbsent) return "reading";
    if (last === undefined) return null;
    return expires !== last && (await isListedWhileLoading(server, signal)) ? "loading" : "reading";
  };
}

async function isListedWhileLoading(server: Server, signal: AbortSignal): Promise<boolean> {
  const question = { ...callTo(server, "/api/version"), signal };
  const { version } = await askJson(question, versionSchema, maxProbeBytes).catch(() => ({ version: "" }));
  return version === "" || listsLoadingModels(version);
}

/** The models in memory, by canonical name. */
export async function listLoaded(server: Server, signal?: AbortSignal): Promise<Map<string, InMemory>> {
  const { models } = await askJson({ ...callTo(server, "/api/ps"), signal }, loadedSchema, maxListBytes);
  return new Map((models ?? []).map((model) => [canonicalName(model.name), toInMemory(model)]));
}

/** For `keep_alive: -1`, Ollama reports the last date that Go's clock can hold. Any time beyond this limit means "never". */
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
