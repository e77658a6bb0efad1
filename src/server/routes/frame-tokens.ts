import { createRoute, z } from "@hono/zod-openapi";
import { frameTokensSchema } from "#shared/frame-tokens.ts";
import type { Region } from "#shared/frames.ts";
import { smallestRegion } from "#shared/smallest-region.ts";
import { AppError } from "#server/errors.ts";
import { countTokens } from "#server/frames/count-tokens.ts";
import { createRouter, fails, json, ofModel, wholeNumber } from "#server/http/router.ts";
import { resolveForPage } from "#server/models/resolve.ts";
import { toReader } from "#server/models/resolve-provider.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";

const edge = wholeNumber(1, 20_000);
const tokensRoute = createRoute({
  method: "get",
  path: "/llm/frame-tokens",
  description: "How many tokens a part of a frame would take in the context window of the model that would read it now",
  request: {
    query: z.object({
      width: edge,
      height: edge,
      region: z
        .string()
        .regex(/^[01](\.\d{1,6})?(,[01](\.\d{1,6})?){3}$/)
        .optional()
        .describe("left, top, width and height in fractions of the frame: `0,0.7,1,0.3`; absent: the whole frame"),
    }),
  },
  responses: { 200: json(frameTokensSchema, "Its tokens"), ...fails(...ofModel) },
});

export const frameTokenRoutes = (deps: RouteDeps) =>
  createRouter().openapi(tokensRoute, (c) => {
    const { width, height, region } = c.req.valid("query");
    const { responder } = toChatDeps(deps, undefined, resolveForPage(deps));
    if (responder instanceof AppError) throw responder;
    const part = region === undefined ? null : toRegion(region);
    return c.json(countTokens(toReader(responder), { width, height }, part), 200);
  });

/** What lies outside the frame is left out. */
function toRegion(text: string): Region {
  const [left = 0, top = 0, wide = 1, high = 1] = text.split(",").map(Number);
  const [x, y] = [Math.min(left, 1 - smallestRegion), Math.min(top, 1 - smallestRegion)];
  const length = (asked: number, from: number) => Math.min(Math.max(asked, smallestRegion), 1 - from);
  return { x, y, width: length(wide, x), height: length(high, y) };
}
