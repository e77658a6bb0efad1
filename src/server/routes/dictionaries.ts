import { createRoute, z } from "@hono/zod-openapi";
import { join } from "node:path";
import { dictionariesSchema, dictionaryJobSchema, dictionaryOfferSchema } from "#shared/dictionaries.ts";
import { textUpTo } from "#shared/request-text.ts";
import { listCredits } from "#server/installed-dictionaries/credits.ts";
import { importLimits } from "#server/dictionaries/import/limits.ts";
import { body, createRouter, fails, idParam, json, ofBody } from "#server/http/router.ts";
import { fileType } from "#server/http/file-type.ts";
import { storeBody } from "#server/http/store-body.ts";
import type { RouteDeps } from "./deps.ts";

const all = json(dictionariesSchema, "All dictionaries, jobs and offers");
const started = {
  202: json(dictionaryJobSchema, "The job runs on the server, also without a page"),
  ...fails(...ofBody),
};

const listRoute = createRoute({
  method: "get",
  path: "/dictionaries",
  description:
    "The dictionaries in the order in which they are asked, running installations, and what can be installed",
  responses: { 200: all, ...fails() },
});
const installRoute = createRoute({
  method: "post",
  path: "/dictionaries/install",
  description:
    "Downloads and imports JMdict, or imports the EDICT of this system. Goes on with a download that was broken off",
  request: body(z.object({ offer: dictionaryOfferSchema.shape.id }).strict()),
  responses: started,
});
const importRoute = createRoute({
  method: "put",
  path: "/dictionaries/files/{name}",
  description:
    "Imports a Yomitan zip, JMdict_e(.gz), edict(.gz), cedict_ts.u8(.gz) or a CSV table. The body is the file",
  request: {
    params: z.object({ name: textUpTo(255, 1) }),
    body: {
      required: true,
      content: { [fileType]: { schema: z.string().min(1).openapi({ format: "binary" }) } },
    },
  },
  responses: started,
});
const cancelRoute = createRoute({
  method: "post",
  path: "/dictionaries/jobs/{id}/cancel",
  description: "Stops a job, or forgets one that failed. What was downloaded stays for the next time",
  request: { params: idParam },
  responses: { 200: all, ...fails("not_found") },
});
const changeRoute = createRoute({
  method: "patch",
  path: "/dictionaries/{id}",
  description: "Switches the meanings of a dictionary on or off, or moves it to another place in the order",
  request: {
    params: idParam,
    ...body(
      z
        .object({ isEnabled: z.boolean(), position: z.number().int().min(0).max(1_000) })
        .partial()
        .strict(),
    ),
  },
  responses: { 200: all, ...fails(...ofBody, "not_found") },
});
const removeRoute = createRoute({
  method: "delete",
  path: "/dictionaries/{id}",
  description: "Removes a dictionary that the learner has installed",
  request: { params: idParam },
  responses: { 200: all, ...fails("not_found") },
});

export function dictionaryRoutes({ dictionaries, dictionaryJobs: jobs, config }: RouteDeps) {
  const read = () => {
    const list = dictionaries.list();
    return { dictionaries: list, jobs: jobs.list(), offers: jobs.offers(), credits: listCredits(list) };
  };
  return createRouter()
    .openapi(listRoute, (c) => c.json(read(), 200))
    .openapi(installRoute, (c) => c.json(jobs.install(c.req.valid("json").offer), 202))
    .openapi(importRoute, async (c) => {
      const path = join(config.dataDir, "dictionaries", `upload-${crypto.randomUUID()}`);
      await storeBody(c.req.raw.body, path, importLimits.fileBytes);
      return c.json(jobs.importUpload(path, c.req.valid("param").name), 202);
    })
    .openapi(cancelRoute, async (c) => {
      await jobs.cancel(c.req.valid("param").id);
      return c.json(read(), 200);
    })
    .openapi(changeRoute, (c) => {
      dictionaries.change(c.req.valid("param").id, c.req.valid("json"));
      return c.json(read(), 200);
    })
    .openapi(removeRoute, (c) => {
      dictionaries.remove(c.req.valid("param").id);
      return c.json(read(), 200);
    });
}
