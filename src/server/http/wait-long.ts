import type { MiddlewareHandler } from "hono";
import type { Env } from "./router.ts";

/** Bun closes a connection that is quiet for ten seconds. A route that waits for a model server is often quiet for longer. */
export const waitLong: MiddlewareHandler<Env> = (c, next) => {
  c.env?.server?.timeout(c.req.raw, 0);
  return next();
};
