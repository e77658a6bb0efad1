import { createRoute, z } from "@hono/zod-openapi";
import { downloadSchema, newDownloadSchema } from "#shared/downloads.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, fails, idParam, json, ofBody, ofModel } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const listRoute = createRoute({
  method: "get",
  path: "/llm/ollama/downloads",
  responses: {
    200: json(
      z.object({ downloads: z.array(downloadSchema) }),
      "The downloads at the stored address, newest first; ended ones for a day",
    ),
    ...fails(),
  },
});
const startRoute = createRoute({
  method: "post",
  path: "/llm/ollama/downloads",
  description: "Starts a download, resumes a stopped one, or returns the running one",
  request: body(newDownloadSchema),
  responses: {
    202: json(downloadSchema, "The download runs on the server, also without a page"),
    ...fails(...ofBody, ...ofModel),
  },
});
const cancelRoute = createRoute({
  method: "post",
  path: "/llm/ollama/downloads/{id}/cancel",
  request: { params: idParam },
  responses: { 200: json(downloadSchema, "Cancelled; Ollama keeps the downloaded part"), ...fails("not_found") },
});

export const downloadRoutes = ({ downloads }: RouteDeps) =>
  createRouter()
    .openapi(listRoute, (c) => c.json({ downloads: downloads.list() }, 200))
    .openapi(startRoute, (c) => c.json(downloads.start(c.req.valid("json")), 202))
    .openapi(cancelRoute, async (c) => {
      const download = await downloads.cancel(c.req.valid("param").id);
      if (!download) throw new AppError("not_found", "There is no such download.");
      return c.json(download, 200);
    });
