import { createRoute, z } from "@hono/zod-openapi";
import { learningLanguages } from "#shared/languages/types.ts";
import { bulkResultSchema, bulkSchema, wordFilterSchema } from "#shared/words/list.ts";
import { wordPageSchema } from "#shared/words/words.ts";
import { mostIds, wordSorts } from "#shared/words/word-values.ts";
import { listWordIds, listWords, type WordFilter } from "#server/db/list-words.ts";
import { announceWords } from "#server/events/announce-words.ts";
import { jsonInSlices } from "#server/http/json-in-slices.ts";
import { logger } from "#server/logger.ts";
import { toApiError } from "#server/errors.ts";
import { body, createRouter, fails, json, ofBody, wholeNumber } from "#server/http/router.ts";
import { changeWords } from "#server/words/change-words.ts";
import { readWordQuery } from "#server/search/read-word-query.ts";
import type { RouteDeps } from "./deps.ts";

const filterQuery = wordFilterSchema.extend({
  language: z.enum(learningLanguages).optional(),
  since: wholeNumber(0).optional().describe("saved at this time or later, in milliseconds since 1970"),
  until: wholeNumber(0).optional().describe("saved before this time"),
  due: wholeNumber(0).optional().describe("only words with a review that is due before this time"),
  doubt: z.literal("true").optional().describe("only words whose reading was not sure when they were saved"),
});
const listRoute = createRoute({
  method: "get",
  path: "/words",
  description: "The saved and marked words",
  request: {
    query: filterQuery.extend({
      sort: z.enum(wordSorts).default("newest"),
      offset: wholeNumber(0).default(0),
      limit: wholeNumber(1, 100).default(50),
    }),
  },
  responses: { 200: json(wordPageSchema, "A page of the words, and how many there are"), ...fails() },
});
const idsRoute = createRoute({
  method: "get",
  path: "/words/ids",
  description: "The ids of the words that fit, the newest first, to change or export all of them",
  request: { query: filterQuery },
  responses: {
    200: json(z.object({ ids: z.array(z.string()) }), `At most ${mostIds}: as many as one request can name`),
    ...fails(),
  },
});
const bulkRoute = createRoute({
  method: "post",
  path: "/words/bulk",
  description: "Changes many words: those with these ids, or all that fit a filter",
  request: body(bulkSchema),
  responses: { 200: json(bulkResultSchema, "What was changed, and why not all"), ...fails(...ofBody) },
});

type Filter = Extract<z.output<typeof bulkSchema>["which"], { filter: unknown }>["filter"];
type Deps = Pick<RouteDeps, "db" | "hub" | "searchIndex" | "storage">;

export const wordListRoutes = ({ db, hub, storage, searchIndex: { folding } }: Deps) => {
  const ofQuery = ({ q, doubt, ...given }: z.output<typeof filterQuery>): WordFilter => ({
    ...given,
    doubt: doubt === "true",
    ways: readWordQuery(q, folding),
  });
  return createRouter()
    .openapi(listRoute, (c) => {
      const { sort, offset, limit, ...given } = c.req.valid("query");
      const filter = ofQuery(given);
      const { words, total } = listWords(db, filter, { sort, offset, limit });
      const next = offset + words.length < total && words.length > 0 ? offset + words.length : null;
      return c.json({ words, total, next }, 200);
    })
    .openapi(idsRoute, (c) => {
      const found = listWordIds(db, ofQuery(c.req.valid("query")), { limit: mostIds });
      return c.json({ ids: found.map(({ id }) => id) }, 200);
    })
    .openapi(bulkRoute, async (c) => {
      const { which, change } = c.req.valid("json");
      const toFilter = ({ q, ...filter }: Filter): WordFilter => ({ ...filter, ways: readWordQuery(q, folding) });
      const asked = "ids" in which ? which.ids : toFilter(which.filter);
      const announce = (ids: readonly string[]) => announceWords(db, hub, ids);
      const { failure, ...changed } = await changeWords(db, asked, change, announce);
      if (failure === undefined) return jsonInSlices(c, changed);
      logger.error("only some words changed", { changed: changed.changed, error: failure });
      return jsonInSlices(c, { ...changed, error: toApiError(storage.note(failure)) });
    });
};
