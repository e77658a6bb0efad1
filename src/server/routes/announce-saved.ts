import type { MiddlewareHandler } from "hono";
import type { Hub } from "#server/events/hub.ts";

const changesModels = new Set(["/api/llm/ollama/delete", "/api/llm/ollama/load", "/api/llm/ollama/unload"]);

/** Tells all windows what one of them saved. Every PUT of this API saves settings. */
export const announceSaved =
  (hub: Hub): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (!c.res.ok) return;
    if (c.req.method === "PUT") hub.say({ type: "settings" });
    if (changesModels.has(c.req.path)) hub.say({ type: "models" });
  };
