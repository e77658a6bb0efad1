import type { z } from "zod";
import { isRemote, type Tag, tagsSchema } from "./models.ts";
import { versionSchema } from "./version.ts";
import { canonicalName, findModel } from "#shared/canonical-name.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { askJson } from "#server/llm/transport/ask.ts";
import { maxListBytes, maxProbeBytes } from "#server/llm/transport/limits.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import type { Knowledge } from "#server/llm/types.ts";
import { type InMemory, listLoaded } from "./loading.ts";

/** Ollama's default. It is larger only with `OLLAMA_CONTEXT_LENGTH` or at least 24 GB of GPU memory. */
const usualWindow = 4_096;

/** The window of an Ollama whose native API cannot be asked. */
export const assumedWindow: Pick<ModelInfo, "contextLength" | "fixedWindow"> = {
  contextLength: usualWindow,
  fixedWindow: "assumed",
};

export type CompatibleModel = { info: Partial<ModelInfo>; isEmbedding: boolean };

/**
 * What Ollama's native API says about the models that it serves through its OpenAI or Anthropic API. These say nothing about a model,
 * and their requests cannot set a context window. `native`: the server with the base URL of its native API. Never throws.
 */
export async function describeCompatible(
  native: Server,
  knowledge: Knowledge,
  signal: AbortSignal,
): Promise<{ models: Map<string, CompatibleModel>; version?: string }> {
  const askAt = <Schema extends z.ZodType>(path: string, schema: Schema, bytes: number) =>
    askJson({ ...callTo(native, path), signal }, schema, bytes).catch(() => null);
  const [tags, version, loaded] = await Promise.all([
    askAt("/api/tags", tagsSchema, maxListBytes),
    askAt("/api/version", versionSchema, maxProbeBytes),
    listLoaded(native, signal).catch(() => new Map<string, InMemory>()),
  ]);
  const describe = (tag: Tag): [string, CompatibleModel] => [
    tag.name,
    {
      info: { ...toInfo(tag), ...(!isRemote(tag) && windowOf(tag, loaded, knowledge)) },
      isEmbedding: tag.capabilities?.includes("completion") === false,
    },
  ];
  return { models: new Map((tags?.models ?? []).map(describe)), ...(version && { version: version.version }) };
}

const toInfo = (tag: Tag): Partial<ModelInfo> => ({
  ...(tag.digest && { digest: tag.digest }),
  ...(tag.capabilities && { vision: tag.capabilities.includes("vision") }),
  ...(isRemote(tag) && { remote: true }),
});

/** The real window of a model in memory, or the window that it last had there; otherwise Ollama's default. */
function windowOf({ name, digest, details }: Tag, loaded: Map<string, InMemory>, knowledge: Knowledge) {
  const contextLength = loaded.get(canonicalName(name))?.memory?.contextTokens;
  if (contextLength) return { contextLength, fixedWindow: "known" as const };
  const before = findModel(knowledge.list(), name);
  if (before?.fixedWindow === "known" && before.contextLength && before.digest === digest)
    return { contextLength: before.contextLength, fixedWindow: before.fixedWindow };
  const ownWindow = details?.context_length;
  return {
    ...assumedWindow,
    contextLength: Math.min(usualWindow, ownWindow && ownWindow > 0 ? ownWindow : usualWindow),
  };
}
