import { createRoute, z } from "@hono/zod-openapi";
import { modelNameText } from "#shared/downloads.ts";
import { AppError } from "#server/errors.ts";
import { getProvider } from "#server/models/get-provider.ts";
import { body, createRouter, fails, json, ofBody, ofModel } from "#server/http/router.ts";
import { listModels } from "#server/models/list-models.ts";
import type { ModelStore } from "#server/llm/types.ts";
import type { RouteDeps } from "./deps.ts";

const request = body(z.object({ model: modelNameText }).strict());
const done = z.object({ success: z.literal(true) });
const deleteRoute = createRoute({
  method: "post",
  path: "/llm/ollama/delete",
  request,
  responses: { 200: json(done, "The model's files are deleted"), ...fails(...ofBody, ...ofModel) },
});
const unloadRoute = createRoute({
  method: "post",
  path: "/llm/ollama/unload",
  request,
  responses: {
    200: json(done, "Unloaded from memory, as soon as no answer uses the model"),
    ...fails(...ofBody, ...ofModel),
  },
});
const loadRoute = createRoute({
  method: "post",
  path: "/llm/ollama/load",
  description:
    "Loads the model with the context window and keep_alive of its answers. Returns when it is loaded, which can take minutes.",
  request,
  responses: { 200: json(done, "The model is in memory"), ...fails(...ofBody, ...ofModel) },
});
const preloadRoute = createRoute({
  method: "post",
  path: "/llm/preload",
  description:
    "Call when the learner is about to write. Loads the chat model if it runs in Ollama and no answer is running",
  responses: { 202: json(done, "Accepted"), ...fails() },
});

export const ollamaModelRoutes = (deps: RouteDeps) => {
  const store = (): ModelStore => {
    const provider = getProvider(deps, "ollama");
    if (provider instanceof AppError) throw provider;
    if (!provider.store) throw new AppError("unsupported", "This server cannot manage models.");
    return provider.store;
  };
  const success = { success: true as const };

  return createRouter()
    .openapi(deleteRoute, async (c) => {
      const { model } = c.req.valid("json");
      await store().remove(model);
      deps.downloads.forget(model);
      await listModels(deps, "ollama"); // never throws
      return c.json(success, 200);
    })
    .openapi(unloadRoute, async (c) => {
      const { model } = c.req.valid("json");
      await store().unload(model);
      return c.json(success, 200);
    })
    .openapi(loadRoute, async (c) => {
      const { model } = c.req.valid("json");
      await deps.loader.load(model);
      return c.json(success, 200);
    })
    .openapi(preloadRoute, (c) => {
      deps.loader.preload();
      return c.json(success, 202);
    });
};
