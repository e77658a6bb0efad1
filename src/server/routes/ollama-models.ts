import { createRoute, z } from "@hono/zod-openapi";
import { registryOf } from "#server/downloads/model-name.ts";
import { AppError } from "#server/errors.ts";
import { getProvider } from "#server/models/get-provider.ts";
import { body, createRouter, failures, json } from "#server/http/router.ts";
import { listModels } from "#server/models/list-models.ts";
import type { ModelStore } from "#server/llm/types.ts";
import type { RouteDeps } from "./deps.ts";

const request = body(z.object({ model: z.string().trim().min(1).max(200) }).strict());
const done = z.object({ success: z.literal(true) });
const deleteRoute = createRoute({
  method: "post",
  path: "/llm/ollama/delete",
  request,
  responses: { 200: json(done, "Its files are gone"), ...failures },
});
const unloadRoute = createRoute({
  method: "post",
  path: "/llm/ollama/unload",
  request,
  responses: { 200: json(done, "Out of memory, once nothing is answered with it"), ...failures },
});
const loadRoute = createRoute({
  method: "post",
  path: "/llm/ollama/load",
  description: "With the window and the stay in memory that its answers have. Takes as long as it takes.",
  request,
  responses: { 200: json(done, "In memory"), ...failures },
});
const preloadRoute = createRoute({
  method: "post",
  path: "/llm/preload",
  description: "The learner is about to write: the chat model may come into memory, if it runs here and nobody waits",
  responses: { 202: json(done, "Heard"), ...failures },
});

export const ollamaModelRoutes = (deps: RouteDeps) => {
  const store = (): ModelStore => {
    const provider = getProvider(deps, "ollama");
    if (provider instanceof AppError) throw provider;
    if (!provider.store) throw new AppError("unsupported", "This server keeps no models.");
    return provider.store;
  };
  const success = { success: true as const };

  return createRouter()
    .openapi(deleteRoute, async (c) => {
      const { model } = c.req.valid("json");
      registryOf(model);
      await store().remove(model);
      deps.downloads.forget(model);
      await listModels(deps, "ollama"); // never throws
      return c.json(success, 200);
    })
    .openapi(unloadRoute, async (c) => {
      const { model } = c.req.valid("json");
      registryOf(model);
      await store().unload(model);
      return c.json(success, 200);
    })
    .openapi(loadRoute, async (c) => {
      const { model } = c.req.valid("json");
      registryOf(model);
      await deps.loader.load(model);
      return c.json(success, 200);
    })
    .openapi(preloadRoute, (c) => {
      deps.loader.preload();
      return c.json(success, 202);
    });
};
