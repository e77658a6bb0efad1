import { createRoute, z } from "@hono/zod-openapi";
import { apiErrorSchema } from "#shared/errors.ts";
import {
  keyStateSchema,
  llmSettingsSchema,
  llmSettingsUpdateSchema,
  modelSettingsUpdateSchema,
} from "#shared/llm-settings.ts";
import { keyText, loginSchema, secretHeadersSchema } from "#shared/credentials.ts";
import { modelInfoSchema } from "#shared/model-info.ts";
import { providers, type ProviderType, type ServerProvider, providerDescriptors } from "#shared/providers.ts";
import { textUpTo } from "#shared/request-text.ts";
import { discoverySchema, type ServerStatus, serverStatusSchema } from "#shared/status.ts";
import { baseUrlOf } from "#server/models/get-provider.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import { listModels, listModelsAt } from "#server/models/list-models.ts";
import { createSettingsUpdates, readLLMSettings, updateModelSettings } from "#server/models/llm-settings.ts";
import { saveHeaders, saveKey, saveLogin } from "#server/models/save-secrets.ts";
import { checkServer } from "#server/models/check-server.ts";
import { discover } from "#server/models/discover.ts";
import { resolveForPage } from "#server/models/resolve.ts";
import type { RouteDeps } from "./deps.ts";

const modelListSchema = z.object({
  models: z.array(modelInfoSchema),
  offline: z.boolean().describe("the server did not answer; these are the last known or the suggested models"),
  error: apiErrorSchema.optional().describe("why the server did not answer"),
});
const saved = json(z.object({ success: z.literal(true), settings: llmSettingsSchema }), "Saved");
const readRoute = createRoute({
  method: "get",
  path: "/llm/settings",
  responses: {
    200: json(llmSettingsSchema, "The settings of the active provider and of all others"),
    ...fails(),
  },
});
const writeRoute = createRoute({
  method: "put",
  path: "/llm/settings",
  request: body(llmSettingsUpdateSchema),
  responses: {
    200: saved,
    ...fails(...ofBody, "bad_url", "consent_needed"),
  },
});
const modelSettingsRoute = createRoute({
  method: "put",
  path: "/llm/models/settings",
  description: "The context window and keep_alive of one model, the same for every task",
  request: body(modelSettingsUpdateSchema),
  responses: { 200: saved, ...fails(...ofBody, "bad_url", "consent_needed") },
});
const keyRoute = createRoute({
  method: "put",
  path: "/llm/keys",
  description: "Saves a key for the provider's address; an empty one removes it. The API never returns it.",
  request: body(
    z.object({
      provider: z.enum(providers),
      key: keyText,
      overPlainHttp: z.boolean().default(false),
    }),
  ),
  responses: {
    200: json(z.object({ key: keyStateSchema }), "Saved"),
    ...fails(...ofBody, "bad_url", "consent_needed"),
  },
});
const headersRoute = createRoute({
  method: "put",
  path: "/llm/headers",
  description: "Replaces the headers that are sent to the provider's address. The API never returns their values.",
  request: body(
    z.object({
      provider: z.enum(providers),
      headers: secretHeadersSchema,
      keep: z.array(z.string()).max(20).default([]).describe("names of saved headers to keep unchanged"),
      overPlainHttp: z.boolean().default(false),
    }),
  ),
  responses: {
    200: json(z.object({ headers: z.array(z.string()) }), "The names of the saved headers"),
    ...fails(...ofBody, "bad_url", "consent_needed"),
  },
});
const loginRoute = createRoute({
  method: "put",
  path: "/llm/login",
  description:
    "Saves the name and password for the provider's address; null removes them. The API never returns the password.",
  request: body(
    z.object({
      provider: z.enum(providers),
      login: loginSchema.nullable(),
      overPlainHttp: z.boolean().default(false),
    }),
  ),
  responses: {
    200: json(z.object({ name: z.string().nullable() }), "The saved name"),
    ...fails(...ofBody, "bad_url", "consent_needed"),
  },
});
const address = body(z.object({ url: textUpTo(2_000) }));
const statusResponses = {
  200: json(serverStatusSchema, "The server at this address, within three seconds"),
  ...fails(...ofBody, "bad_url", "consent_needed"),
};
const ollamaRoute = createRoute({
  method: "post",
  path: "/llm/ollama/status",
  request: address,
  responses: statusResponses,
});
const openaiRoute = createRoute({
  method: "post",
  path: "/llm/openai/status",
  request: address,
  responses: statusResponses,
});
const checkRoute = createRoute({
  method: "post",
  path: "/llm/check",
  description: "Forgets what was learned about a provider's models and asks its server again",
  request: body(z.object({ provider: z.enum(providers) })),
  responses: {
    200: json(modelListSchema, "The models of the provider"),
    ...fails(...ofBody, "bad_url", "consent_needed"),
  },
});
const discoverRoute = createRoute({
  method: "post",
  path: "/llm/discover",
  responses: { 200: json(discoverySchema, "The servers and keys that a first start can use"), ...fails() },
});
const modelsRoute = createRoute({
  method: "get",
  path: "/llm/models",
  request: { query: z.object({ provider: z.enum(providers) }) },
  responses: {
    200: json(
      modelListSchema,
      "The models of a provider at the address that the page shows, or else at its stored address",
    ),
    ...fails(),
  },
});

/** How soon a server is checked again: it may stop or come back, and Ollama loads and unloads models by itself. */
function pauseMs(kind: ServerProvider, { available, error }: ServerStatus): number | null {
  if (available) return providerDescriptors[kind].keepsModels ? 10_000 : 30_000;
  if (error?.code === "bad_url") return null; // no later check of this address can succeed
  // another key or another account is needed
  return error && /^(auth|permission|billing)$/.test(error.code) ? 30_000 : 5_000;
}

export const llmSettingsRoutes = (deps: RouteDeps) => {
  const settings = () => readLLMSettings(deps);
  /** Until the learner chooses, the page shows a server that was found, which may have another address than the stored one. */
  const addressOfShown = (type: ProviderType) => {
    const { shown } = resolveForPage(deps).chat;
    return shown.provider === type ? shown.baseUrl : baseUrlOf(deps, type);
  };
  const watchServer = (kind: ServerProvider, url: string) =>
    deps.watch.read(
      `${kind} ${url}`,
      () => checkServer(deps, kind, url),
      (status) => pauseMs(kind, status),
    );
  const update = createSettingsUpdates(deps);

  return createRouter()
    .openapi(readRoute, (c) => c.json(settings(), 200))
    .openapi(writeRoute, async (c) => {
      await update(c.req.valid("json"));
      return c.json({ success: true as const, settings: settings() }, 200);
    })
    .openapi(modelSettingsRoute, (c) => {
      const update = c.req.valid("json");
      if (updateModelSettings(deps, update) && providerDescriptors[update.provider].keepsModels)
        deps.loader.applyKeepAlive(update.model);
      return c.json({ success: true as const, settings: settings() }, 200);
    })
    .openapi(keyRoute, (c) => {
      const { provider, key, overPlainHttp } = c.req.valid("json");
      saveKey(deps, provider, key, overPlainHttp);
      return c.json({ key: deps.secrets.keyState(provider, baseUrlOf(deps, provider)) }, 200);
    })
    .openapi(headersRoute, (c) => {
      const { provider, ...changes } = c.req.valid("json");
      return c.json({ headers: saveHeaders(deps, provider, changes) }, 200);
    })
    .openapi(loginRoute, (c) => {
      const { provider, login, overPlainHttp } = c.req.valid("json");
      saveLogin(deps, provider, login, overPlainHttp);
      return c.json({ name: login && login.name }, 200);
    })
    .openapi(ollamaRoute, async (c) => c.json(await watchServer("ollama", c.req.valid("json").url), 200))
    .openapi(openaiRoute, async (c) => c.json(await watchServer("openai-compatible", c.req.valid("json").url), 200))
    .openapi(checkRoute, async (c) => {
      const { provider } = c.req.valid("json");
      deps.catalog.at(provider, baseUrlOf(deps, provider)).forget();
      return c.json(await listModels(deps, provider), 200);
    })
    .openapi(discoverRoute, async (c) => {
      const { anthropic, "openai-compatible": openai } = settings().keys;
      const servers = [...(await discover(deps))];
      return c.json({ servers, anthropicConfigured: anthropic.set, openaiConfigured: openai.set }, 200);
    })
    .openapi(modelsRoute, async (c) => {
      const { provider } = c.req.valid("query");
      return c.json(await listModelsAt(deps, provider, addressOfShown(provider)), 200);
    });
};
