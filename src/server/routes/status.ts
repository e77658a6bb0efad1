import { createRoute, z } from "@hono/zod-openapi";
import { statusSchema } from "#shared/status.ts";
import { createRouter, failures, json } from "#server/http/router.ts";
import { createStatusReader } from "#server/models/read-status.ts";
import type { RouteDeps } from "./deps.ts";

const healthRoute = createRoute({
  method: "get",
  path: "/health",
  responses: { 200: json(z.object({ ok: z.literal(true) }), "The server runs"), ...failures },
});
const statusRoute = createRoute({
  method: "get",
  path: "/status",
  responses: { 200: json(statusSchema, "Who would answer, and whether its server answers"), ...failures },
});

export const statusRoutes = (deps: RouteDeps) => {
  const readStatus = createStatusReader(deps);
  return createRouter()
    .openapi(healthRoute, (c) => c.json({ ok: true as const }, 200))
    .openapi(statusRoute, async (c) => c.json(await readStatus(), 200));
};
