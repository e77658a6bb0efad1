import { createRoute } from "@hono/zod-openapi";
import fs from "node:fs";
import { exportSchema, newExportSchema } from "#shared/anki/exports.ts";
import { getSettings } from "#server/db/settings.ts";
import { body, createRouter, fails, idParam, json, ofBody } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const createExportRoute = createRoute({
  method: "post",
  path: "/word-exports",
  description: "Writes words to a file: an Anki package, or a table.",
  request: body(newExportSchema),
  responses: { 200: json(exportSchema, "The file, and what is in it"), ...fails(...ofBody, "not_found") },
});
const downloadRoute = createRoute({
  method: "get",
  path: "/word-exports/{id}",
  description: "The file. It is there for an hour",
  request: { params: idParam },
  responses: {
    200: { description: "The file", content: { "application/octet-stream": { schema: {} } } },
    ...fails("not_found"),
  },
});

export const wordExportRoutes = ({ db, wordExports }: Pick<RouteDeps, "db" | "wordExports">) =>
  createRouter()
    .openapi(createExportRoute, async (c) => {
      const { origin } = new URL(c.req.url);
      const interfaceLanguage = getSettings(db).interfaceLanguage ?? "en";
      return c.json(await wordExports.create(c.req.valid("json"), { origin, interfaceLanguage }), 200);
    })
    .openapi(downloadRoute, (c) => {
      const { path, name } = wordExports.find(c.req.valid("param").id);
      return c.body(Bun.file(path).stream(), 200, {
        "content-type": "application/octet-stream",
        "content-length": String(fs.statSync(path).size),
        "content-disposition": `attachment; filename="${name}"`,
        "content-security-policy": "default-src 'none'; sandbox",
      });
    });
