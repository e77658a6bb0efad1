import { createRoute, z } from "@hono/zod-openapi";
import { contextStateSchema } from "#shared/context.ts";
import { measureContext } from "#server/chat/measure-context.ts";
import { AppError } from "#server/errors.ts";
import { resolveForPage } from "#server/models/resolve.ts";
import { createRouter, fails, json, ofModel, wholeNumber } from "#server/http/router.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";

const contextRoute = createRoute({
  method: "get",
  path: "/llm/context",
  description: "How full the context window would be if the learner sent the draft now",
  request: {
    query: z.object({
      conversationId: z.uuid().optional(),
      draftTokens: wholeNumber(0, 1e7).default(0).describe("estimated tokens of the draft"),
    }),
  },
  responses: { 200: json(contextStateSchema, "Estimated numbers of tokens"), ...fails(...ofModel, "not_found") },
});

export const contextRoutes = (deps: RouteDeps) =>
  createRouter().openapi(contextRoute, async (c) => {
    const { conversationId, draftTokens } = c.req.valid("query");
    const state = await measureContext(toChatDeps(deps, undefined, resolveForPage(deps)), conversationId, draftTokens);
    if (state instanceof AppError) throw state;
    return c.json(state, 200);
  });
