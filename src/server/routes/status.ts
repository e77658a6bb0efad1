import { createRoute, z } from "@hono/zod-openapi";
import { isSameModel } from "#shared/canonical-name.ts";
import type { ProviderType } from "#shared/providers.ts";
import { statusSchema } from "#shared/status.ts";
import { baseUrlOf, getProvider } from "#server/models/get-provider.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { listModels } from "#server/models/list-models.ts";
import { createRouter, failures, json } from "#server/http/router.ts";
import { isRemoteModel } from "#server/models/remote-models.ts";
import { version } from "#server/version.ts";
import type { RouteDeps } from "./deps.ts";

/** A probe's result is good for this long. */
const freshMs = 3_000;
/** A server that is there answers within this; a dead one is not waited for. */
const patienceMs = 150;

const healthRoute = createRoute({
  method: "get",
  path: "/health",
  responses: { 200: json(z.object({ ok: z.literal(true) }), "The server runs"), ...failures },
});
const statusRoute = createRoute({
  method: "get",
  path: "/status",
  responses: { 200: json(statusSchema, "Who would answer, and whether Ollama is there"), ...failures },
});

export const statusRoutes = (deps: RouteDeps) => {
  const { db, secrets, config } = deps;
  const probes = new Map<ProviderType, { url: string; at: number; result: boolean | null; probe: Promise<void> }>();

  /** Null: not known yet. */
  async function isThere(type: ProviderType): Promise<boolean | null> {
    const url = baseUrlOf(deps, type);
    const last = probes.get(type);
    const isFresh = last?.url === url && Date.now() - last.at <= freshMs;
    const current = isFresh ? last : probe(type, url);
    await Promise.race([current.probe, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
    return current.result;
  }

  function probe(type: ProviderType, url: string) {
    const started = { url, at: Date.now(), result: null as boolean | null, probe: Promise.resolve() };
    const provider = getProvider(deps, type, url);
    const isAvailable = provider instanceof AppError ? Promise.resolve(false) : provider.isAvailable();
    started.probe = isAvailable.then((result) => void (started.result = result));
    probes.set(type, started);
    return started;
  }

  let listedAt = 0;

  /** By its list as it was last; what came behind our back is seen the next time. */
  function isMissing(type: ProviderType, model: string): boolean {
    // other servers load what they do not list
    if (type !== "ollama" || model === "" || isRemoteModel(deps, type, model)) return false;
    const known = deps.catalog.at(type, baseUrlOf(deps, type));
    if (known.listedAt() === null || known.list().some(({ id }) => isSameModel(id, model))) return false;
    if (Date.now() - listedAt > freshMs) {
      listedAt = Date.now();
      void listModels(deps, type);
    }
    return true;
  }

  return createRouter()
    .openapi(healthRoute, (c) => c.json({ ok: true as const }, 200))
    .openapi(statusRoute, async (c) => {
      const { provider, providers } = getLLMSettings(db);
      const { chatModel, titleModel } = providers[provider];
      const key = secrets.keyState("anthropic", baseUrlOf(deps, "anthropic"));
      // Anthropic is not asked behind the learner's back
      const isChatThere = async () => (provider === "anthropic" ? key.set : isThere(provider));
      const [ollamaAvailable, chatAvailable] = await Promise.all([isThere("ollama"), isChatThere()]);
      const chatUrl = baseUrlOf(deps, provider);
      const status = {
        llmProvider: provider,
        chatModel,
        titleModel: titleModel || chatModel,
        chatHost: URL.parse(chatUrl)?.host ?? chatUrl,
        chatModelRemote: isRemoteModel(deps, provider, chatModel),
        chatAvailable,
        chatModelMissing: chatAvailable === true && isMissing(provider, chatModel),
        anthropicConfigured: key.set,
        anthropicKeyPreview: key.preview,
        ollamaUrl: providers.ollama.baseUrl,
        ollamaModel: providers.ollama.chatModel,
        ollamaAvailable,
        dataDir: config.dataDir,
        version,
        demo: config.demoUrl !== undefined,
      };
      return c.json(status, 200);
    });
};
