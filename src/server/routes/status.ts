import { createRoute, z } from "@hono/zod-openapi";
import { type Status, statusSchema } from "#shared/status.ts";
import { createRouter, fails, json } from "#server/http/router.ts";
import { createStatusReader } from "#server/models/read-status.ts";
import type { RouteDeps } from "./deps.ts";

const healthRoute = createRoute({
  method: "get",
  path: "/health",
  responses: { 200: json(z.object({ ok: z.literal(true) }), "Blossom is running"), ...fails() },
});
const statusRoute = createRoute({
  method: "get",
  path: "/status",
  responses: { 200: json(statusSchema, "The responder, and whether its server answers"), ...fails() },
});

/** How soon the status is read again: a server of the learner's own may stop, hang or come back at any time, and a model may be downloaded. */
function pauseMs({ responder: { state, goesTo } }: Status): number {
  if (state === "unknown") return 1_000;
  return goesTo === "cloud" ? 30_000 : 5_000;
}

export const statusRoutes = (deps: RouteDeps) => {
  const readStatus = createStatusReader(deps);
  return createRouter()
    .openapi(healthRoute, (c) => c.json({ ok: true as const }, 200))
    .openapi(statusRoute, async (c) => c.json(await deps.watch.read("status", readStatus, pauseMs), 200));
};
