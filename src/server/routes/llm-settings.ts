import { createRoute, z } from "@hono/zod-openapi";
import { apiErrorSchema } from "#shared/errors.ts";
import {
  keyStateSchema,
  type LLMSettings,
  llmSettingsSchema,
  llmSettingsUpdateSchema,
  modelInfoSchema,
  providerDescriptors,
  providers,
  type ProviderType,
} from "#shared/providers.ts";
import { discoverySchema, serverStatusSchema } from "#shared/status.ts";
import { baseUrlOf, getProvider } from "#server/get-provider.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { body, createRouter, failures, json } from "#server/http/router.ts";
import { updateLLMSettings } from "#server/llm-settings.ts";
import { checkServer, discover } from "#server/llm-status.ts";
import type { RouteDeps } from "./deps.ts";

const readRoute = createRoute({
  method: "get",
  path: "/llm/settings",
  responses: {
    200: json(llmSettingsSchema, "Of the active provider, and what each provider remembers"),
    ...failures,
  },
});
const writeRoute = createRoute({
  method: "put",
  path: "/llm/settings",
  request: body(llmSettingsUpdateSchema),
  responses: {
    200: json(z.object({ success: z.literal(true), settings: llmSettingsSchema }), "Saved"),
    ...failures,
  },
});
const keyRoute = createRoute({
  method: "put",
  path: "/llm/keys",
  description: "Saves a key for the provider's address; an empty one removes it. It can be read nowhere.",
  request: body(z.object({ provider: z.enum(providers), key: z.string().trim().max(500) })),
  responses: { 200: json(z.object({ key: keyStateSchema }), "Saved"), ...failures },
});
const address = body(z.object({ url: z.string().max(2_000) }));
const statusResponses = { 200: json(serverStatusSchema, "What stands there, within three seconds"), ...failures };
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
const discoverRoute = createRoute({
  method: "post",
  path: "/llm/discover",
  responses: { 200: json(discoverySchema, "What a first start can use"), ...failures },
});
const modelsRoute = createRoute({
  method: "get",
  path: "/llm/models",
  request: { query: z.object({ provider: z.enum(providers) }) },
  responses: {
    200: json(
      z.object({
        models: z.array(modelInfoSchema),
        offline: z.boolean().describe("the server could not be asked; these are the usual ones"),
        error: apiErrorSchema.optional().describe("why it could not"),
      }),
      "The models of a provider at its remembered address",
    ),
    ...failures,
  },
});

export const llmSettingsRoutes = (deps: RouteDeps) => {
  const { db, secrets } = deps;
  const settings = (): LLMSettings => {
    const { provider, providers: all, chosen } = getLLMSettings(db);
    const { chatModel, titleModel } = all[provider];
    const keyOf = (type: ProviderType) => [type, secrets.keyState(type, baseUrlOf(deps, type))] as const;
    const keys = Object.fromEntries(providers.map(keyOf)) as LLMSettings["keys"]; // every type is in the list
    return {
      provider,
      chatModel,
      titleModel: titleModel || chatModel,
      ollamaUrl: all.ollama.baseUrl,
      providers: all,
      keys,
      chosen,
    };
  };

  return createRouter()
    .openapi(readRoute, (c) => c.json(settings(), 200))
    .openapi(writeRoute, (c) => {
      updateLLMSettings(db, c.req.valid("json"));
      return c.json({ success: true as const, settings: settings() }, 200);
    })
    .openapi(keyRoute, (c) => {
      const { provider, key } = c.req.valid("json");
      if (!providerDescriptors[provider].fields.includes("apiKey")) {
        throw new AppError("invalid_request", `provider: ${provider} takes no key`);
      }
      const baseUrl = baseUrlOf(deps, provider);
      secrets.setKey(provider, baseUrl, key);
      return c.json({ key: secrets.keyState(provider, baseUrl) }, 200);
    })
    .openapi(ollamaRoute, async (c) => c.json(await checkServer(deps, "ollama", c.req.valid("json").url), 200))
    .openapi(openaiRoute, async (c) =>
      c.json(await checkServer(deps, "openai-compatible", c.req.valid("json").url), 200),
    )
    .openapi(discoverRoute, async (c) => c.json(await discover(deps), 200))
    .openapi(modelsRoute, async (c) => {
      const type = c.req.valid("query").provider;
      const suggested = providerDescriptors[type].suggestedModels.map((id) => ({ id }));
      const provider = getProvider(deps, type);
      if (provider instanceof AppError)
        return c.json({ models: suggested, offline: true, error: toApiError(provider) }, 200);
      try {
        return c.json({ models: await provider.models(), offline: false }, 200);
      } catch (error) {
        if (suggested.length === 0) throw error;
        return c.json({ models: suggested, offline: true, error: toApiError(error) }, 200);
      }
    });
};
