import { createRoute, z } from "@hono/zod-openapi";
import fs from "node:fs";
import { backupSchema, dataStateSchema, importPreviewSchema } from "#shared/data.ts";
import { exportLimits } from "#server/data/export-format.ts";
import { AppError } from "#server/errors.ts";
import { fileType } from "#server/http/file-type.ts";
import { body, createRouter, fails, idParam, json, ofBody } from "#server/http/router.ts";
import { storeBody } from "#server/http/store-body.ts";
import type { RouteDeps } from "./deps.ts";

const done = json(z.object({ success: z.literal(true) }), "Done");
const state = json(dataStateSchema, "What there is, how large it is, and its backups");

const stateRoute = createRoute({
  method: "get",
  path: "/data",
  description: "How much the learner has, and the backups of it",
  responses: { 200: state, ...fails() },
});
const deleteRoute = createRoute({
  method: "delete",
  path: "/data",
  description:
    "Deletes everything of the learner. Models, keys and dictionaries stay. What is deleted is kept as a backup, unless `backups` is true: then all backups are deleted, too",
  request: body(z.strictObject({ confirmation: z.literal("delete everything"), backups: z.boolean() })),
  responses: { 200: done, ...fails(...ofBody) },
});
const backUpRoute = createRoute({
  method: "post",
  path: "/data/backups",
  description: "Makes a backup of the database now. It stays until it is deleted",
  responses: { 200: json(backupSchema, "The backup"), ...fails() },
});
const removeRoute = createRoute({
  method: "delete",
  path: "/data/backups/{id}",
  request: { params: idParam },
  responses: { 200: done, ...fails("not_found") },
});
const restoreRoute = createRoute({
  method: "post",
  path: "/data/backups/{id}/restore",
  description: "Puts a backup in the place of what there is, which is kept as a backup. All requests wait meanwhile",
  request: { params: idParam },
  responses: { 200: done, ...fails("not_found", "damaged_export") },
});
const exportRoute = createRoute({
  method: "post",
  path: "/data/export",
  description: "Writes everything to a zip, which `GET /api/data/export/{id}` gives until the next one is made",
  responses: {
    200: json(z.object({ name: z.string(), bytes: z.number() }), "The zip is ready"),
    ...fails("too_large"),
  },
});
const downloadRoute = createRoute({
  method: "get",
  path: "/data/export/{id}",
  request: { params: idParam },
  responses: { 200: { description: "The zip", content: { "application/zip": { schema: {} } } }, ...fails("not_found") },
});
const importRoute = createRoute({
  method: "post",
  path: "/data/imports",
  description: "Checks an export. Nothing changes before `POST /api/data/imports/{id}`. The body is the zip",
  request: {
    body: { required: true, content: { [fileType]: { schema: z.string().min(1).openapi({ format: "binary" }) } } },
  },
  responses: {
    200: json(importPreviewSchema, "What is in it"),
    ...fails(...ofBody, "not_an_export", "damaged_export", "newer_export"),
  },
});
const takeInRoute = createRoute({
  method: "post",
  path: "/data/imports/{id}",
  description: "Puts the checked export in the place of what there is, which is kept as a backup",
  request: { params: idParam },
  responses: { 200: done, ...fails("not_found", "damaged_export") },
});
const dropRoute = createRoute({
  method: "delete",
  path: "/data/imports/{id}",
  request: { params: idParam },
  responses: { 200: done, ...fails() },
});

const success = { success: true as const };

export const dataRoutes = ({ learnerData }: Pick<RouteDeps, "learnerData">) =>
  createRouter()
    .openapi(stateRoute, (c) => c.json(learnerData.state(), 200))
    .openapi(deleteRoute, async (c) => {
      await learnerData.deleteAll(c.req.valid("json"));
      return c.json(success, 200);
    })
    .openapi(backUpRoute, async (c) => c.json(await learnerData.backUpNow(), 200))
    .openapi(removeRoute, async (c) => {
      await learnerData.remove(c.req.valid("param").id);
      return c.json(success, 200);
    })
    .openapi(restoreRoute, async (c) => {
      await learnerData.restore(c.req.valid("param").id);
      return c.json(success, 200);
    })
    .openapi(exportRoute, async (c) => c.json(await learnerData.writeExport(c.req.raw.signal), 200))
    .openapi(downloadRoute, (c) => {
      const { id } = c.req.valid("param");
      const path = learnerData.exportPath(id);
      if (path === null) throw new AppError("not_found", "There is no such export.");
      const headers = { "content-type": "application/zip", "content-disposition": `attachment; filename="${id}"` };
      return new Response(Bun.file(path), {
        headers: { ...headers, "content-length": String(fs.statSync(path).size) },
      });
    })
    .openapi(importRoute, async (c) => {
      const store = (path: string, signal: AbortSignal) =>
        storeBody(c.req.raw.body, path, exportLimits.fileBytes, signal);
      return c.json(await learnerData.stage(store), 200);
    })
    .openapi(takeInRoute, async (c) => {
      await learnerData.takeIn(c.req.valid("param").id);
      return c.json(success, 200);
    })
    .openapi(dropRoute, async (c) => {
      await learnerData.dropImport(c.req.valid("param").id);
      return c.json(success, 200);
    });
