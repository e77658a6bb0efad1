import type { MiddlewareHandler } from "hono";
import type { Hub } from "#server/events/hub.ts";

const isSettings = /^\/api\/(settings|llm\/.+)$/;
const changesModels = new Set(["/api/llm/ollama/delete", "/api/llm/ollama/load", "/api/llm/ollama/unload"]);

/** Announces to all windows what one of them saved. */
export const announceSaved =
  (hub: Hub): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (!c.res.ok) return;
    if (c.req.method === "PUT" && isSettings.test(c.req.path)) hub.send({ type: "settings" });
    if (changesModels.has(c.req.path)) hub.send({ type: "models" });
  };
