import { createRoute, z } from "@hono/zod-openapi";
import { binEntrySchema } from "#shared/bin.ts";
import { daysInBin } from "#shared/days-in-bin.ts";
import { textUpTo } from "#shared/request-text.ts";
import { listPurged } from "#server/db/bin.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, fails, idParam, json, ofBody } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const done = z.object({ success: z.literal(true) });
const listRoute = createRoute({
  method: "get",
  path: "/bin",
  description: `The deleted conversations. Each is deleted for good after ${daysInBin} days; \`POST /api/conversations/{id}/restore\` takes it out`,
  request: {
    query: z.object({
      after: textUpTo(100, 1).optional().describe("the `next` of the previous page"),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: {
    200: json(
      z.object({ conversations: z.array(binEntrySchema), next: z.string().nullable() }),
      "Last deleted first; `next` is the `after` of the next page",
    ),
    ...fails(),
  },
});
const emptyRoute = createRoute({
  method: "delete",
  path: "/bin",
  responses: { 200: json(done, "Everything that was in the bin is deleted for good"), ...fails() },
});
const purgeRoute = createRoute({
  method: "delete",
  path: "/bin/{id}",
  request: { params: idParam },
  responses: {
    200: json(done, "This conversation is deleted for good, with its pictures and cards"),
    ...fails("not_found"),
  },
});
const purgedRoute = createRoute({
  method: "post",
  path: "/bin/purged",
  description: "A browser asks this about the conversations of which it stores a draft",
  request: body(z.object({ ids: z.array(textUpTo(100)).max(1_000) })),
  responses: {
    200: json(z.object({ purged: z.array(z.string()) }), "Those of the conversations that were deleted for good"),
    ...fails(...ofBody),
  },
});

export const binRoutes = ({ bin, db }: Pick<RouteDeps, "bin" | "db">) =>
  createRouter()
    .openapi(purgedRoute, (c) => c.json({ purged: listPurged(db, c.req.valid("json").ids) }, 200))
    .openapi(listRoute, (c) => {
      const query = c.req.valid("query");
      const conversations = bin.list(query);
      const next = conversations.length === query.limit ? conversations.at(-1)?.id : undefined;
      return c.json({ conversations, next: next ?? null }, 200);
    })
    .openapi(emptyRoute, async (c) => {
      await bin.empty();
      return c.json({ success: true as const }, 200);
    })
    .openapi(purgeRoute, async (c) => {
      if (!(await bin.purge(c.req.valid("param").id))) throw new AppError("not_found", "It is not in the bin.");
      return c.json({ success: true as const }, 200);
    });
