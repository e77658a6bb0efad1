import { createRoute } from "@hono/zod-openapi";
import { createRouter, eventStream, fails } from "#server/http/router.ts";
import { pushResponse } from "#server/http/sse.ts";
import type { RouteDeps } from "./deps.ts";

const eventsRoute = createRoute({
  method: "get",
  path: "/events",
  description:
    "All changes for one browser: the events of all running answers, and notices about changed conversations, downloads, settings and models. Starts with `hello`; earlier events are not repeated",
  responses: {
    200: eventStream("BrowserEvent", "All changes from now on"),
    ...fails(),
  },
});

export const eventRoutes = ({ hub }: Pick<RouteDeps, "hub">) =>
  createRouter().openapi(eventsRoute, (c) => pushResponse(c, hub.connect()));
