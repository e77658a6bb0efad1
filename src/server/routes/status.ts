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

/** How soon the status is read again: sooner while a server may be starting or a model may be downloading. */
function pauseMs({ responder: { state } }: Status): number {
  if (state === "unknown") return 1_000;
  return soonReady.has(state) ? 5_000 : 30_000;
}
const soonReady = new Set<Status["responder"]["state"]>(["connect", "loading", "model_not_found"]);

export const statusRoutes = (deps: RouteDeps) => {
  const readStatus = createStatusReader(deps);
  return createRouter()
    .openapi(healthRoute, (c) => c.json({ ok: true as const }, 200))
    .openapi(statusRoute, async (c) => c.json(await deps.watch.read("status", readStatus, pauseMs), 200));
};
