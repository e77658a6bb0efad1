import { createRoute, z } from "@hono/zod-openapi";
import { importPreviewSchema, newImportSchema, undoneImportSchema, wordImportSchema } from "#shared/anki/imports.ts";
import { encodings } from "#shared/anki/source-values.ts";
import { sourceSchema } from "#shared/anki/source.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { textUpTo } from "#shared/request-text.ts";
import { fileType } from "#server/http/file-type.ts";
import { body, createRouter, fails, idParam, json, ofBody } from "#server/http/router.ts";
import { storeBody } from "#server/http/store-body.ts";
import { readAnkiNotes } from "#server/anki/connect/read-anki-notes.ts";
import { ankiSourceSchema } from "#shared/anki/connect.ts";
import { ofAnki } from "./anki.ts";
import type { RouteDeps } from "./deps.ts";

const source = json(sourceSchema, "What the file contains");
const uploadRoute = createRoute({
  method: "put",
  path: "/word-uploads/files/{name}",
  description:
    "Reads an .apkg or .colpkg of Anki, or a table. The body is the file. It is kept for six hours. Nothing is imported yet",
  request: {
    params: z.object({ name: textUpTo(255, 1) }),
    query: z.object({ language: z.enum(learningLanguages).describe("decides where the file can be read in two ways") }),
    body: { required: true, content: { [fileType]: { schema: z.string().min(1).openapi({ format: "binary" }) } } },
  },
  responses: { 200: source, ...fails(...ofBody, "unreadable_file") },
});
const fromAnkiRoute = createRoute({
  method: "post",
  path: "/word-uploads/anki",
  description: "Reads the notes of decks of a running Anki, as if they were a file",
  request: {
    query: z.object({ language: z.enum(learningLanguages) }),
    ...body(ankiSourceSchema),
  },
  responses: { 200: source, ...fails(...ofBody, ...ofAnki, "unreadable_file") },
});
const describeRoute = createRoute({
  method: "get",
  path: "/word-uploads/{id}",
  description: "The same again, with the table read in another encoding",
  request: { params: idParam, query: z.object({ encoding: z.enum(encodings).optional() }) },
  responses: { 200: source, ...fails("not_found", "unreadable_file") },
});
const forgetRoute = createRoute({
  method: "delete",
  path: "/word-uploads/{id}",
  description: "Deletes the file",
  request: { params: idParam },
  responses: { 200: json(z.object({ success: z.literal(true) }), "Done"), ...fails() },
});
const previewRoute = createRoute({
  method: "post",
  path: "/word-imports/preview",
  description: "What an import would do. Either a file or a level",
  request: body(newImportSchema),
  responses: {
    200: json(importPreviewSchema, "What it would do"),
    ...fails(...ofBody, "not_found", "unreadable_file"),
  },
});
const importRoute = createRoute({
  method: "post",
  path: "/word-imports",
  description: "Imports words. If it fails in the middle, nothing of it stays",
  request: body(newImportSchema),
  responses: { 200: json(wordImportSchema, "The import"), ...fails(...ofBody, "not_found", "unreadable_file") },
});
const listRoute = createRoute({
  method: "get",
  path: "/word-imports",
  responses: { 200: json(z.object({ imports: z.array(wordImportSchema) }), "The newest first"), ...fails() },
});
const undoRoute = createRoute({
  method: "post",
  path: "/word-imports/{id}/undo",
  description: "Takes an import back. Words that were changed since stay as they are",
  request: { params: idParam },
  responses: { 200: json(undoneImportSchema, "How many words were taken back"), ...fails("not_found") },
});

type Deps = Pick<RouteDeps, "db" | "secrets" | "contacts" | "wordImports">;

export const wordImportRoutes = (deps: Deps) => {
  const { wordImports } = deps;
  return createRouter()
    .openapi(uploadRoute, async (c) => {
      const path = wordImports.newPath();
      await storeBody(c.req.raw.body, path, wordImports.limit);
      return c.json(await wordImports.add(path, c.req.valid("param").name, c.req.valid("query")), 200);
    })
    .openapi(fromAnkiRoute, async (c) => {
      const path = wordImports.newPath();
      await readAnkiNotes(deps, { ...c.req.valid("json"), path }, c.req.raw.signal);
      return c.json(await wordImports.add(path, "Anki", { ...c.req.valid("query"), isFromAnki: true }), 200);
    })
    .openapi(describeRoute, async (c) => {
      const { encoding = null } = c.req.valid("query");
      return c.json(await wordImports.describe(c.req.valid("param").id, encoding), 200);
    })
    .openapi(forgetRoute, (c) => {
      wordImports.forget(c.req.valid("param").id);
      return c.json({ success: true as const }, 200);
    })
    .openapi(previewRoute, async (c) => {
      return c.json(await wordImports.preview(c.req.valid("json")), 200);
    })
    .openapi(importRoute, async (c) => {
      return c.json(await wordImports.apply(c.req.valid("json")), 200);
    })
    .openapi(listRoute, (c) => c.json({ imports: wordImports.list() }, 200))
    .openapi(undoRoute, async (c) => c.json(await wordImports.undo(c.req.valid("param").id), 200));
};
