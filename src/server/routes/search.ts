import { createRoute, z } from "@hono/zod-openapi";
import { learningLanguages } from "#shared/languages/types.ts";
import { searchPageSchema } from "#shared/search.ts";
import { createRouter, fails, json, wholeNumber } from "#server/http/router.ts";
import { search } from "#server/search/search.ts";
import type { RouteDeps } from "./deps.ts";

const query = z.object({
  q: z.string().describe("any text: it is found as text, as a reading, or in what cards say. All its words must occur"),
  before: wholeNumber(0).optional().describe("the `next` of the previous page"),
  limit: wholeNumber(1, 50).default(20),
  lang: z.enum(learningLanguages).optional().describe("only messages in this language"),
  cards: z.literal("true").optional().describe("only messages with a card"),
  pinned: z.literal("true").optional().describe("only conversations that are pinned"),
});
const searchRoute = createRoute({
  method: "get",
  path: "/search",
  description: "Searches all messages, cards and titles, except those in the bin",
  request: { query },
  responses: { 200: json(searchPageSchema, "What was found"), ...fails() },
});

export const searchRoutes = ({ db, searchIndex }: RouteDeps) =>
  createRouter().openapi(searchRoute, (c) => {
    const { q, before, limit, lang, pinned, cards } = c.req.valid("query");
    const isComplete = searchIndex.catchUp();
    const only = { isPinned: pinned !== undefined, hasCard: cards !== undefined };
    const page = search(db, searchIndex.folding, { typed: q, before, limit, language: lang, ...only });
    return c.json({ ...page, isIndexing: !isComplete }, 200);
  });
