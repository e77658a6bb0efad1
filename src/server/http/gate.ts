import type { MiddlewareHandler } from "hono";
import { AppError } from "#server/errors.ts";
import type { Env } from "./router.ts";

/**
 * Runs before every route and accepts requests only from our own pages on our own address. An app on localhost is a network service:
 * any page the learner visits can post to it and, with a rebound DNS name, also read from it. A browser names the page's origin in
 * every request that could change something.
 */
export const gate =
  (hosts: () => readonly string[]): MiddlewareHandler<Env> =>
  async (c, next) => {
    const host = c.req.header("host") ?? "";
    if (!hosts().includes(host)) {
      throw new AppError("foreign_host", "This server answers only at its own address.");
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== `http://${host}`) throw foreign();

    const reads = c.req.method === "GET" || c.req.method === "HEAD";
    const isApi = isApiPath(c.req.path);
    const site = c.req.header("sec-fetch-site");
    // "none": typed into the address bar or opened from a bookmark; allowed for pages only
    if (site !== undefined && site !== "same-origin" && !(site === "none" && reads && !isApi)) throw foreign();
    await next();
  };

/** `/apis` is a path of the page. */
export const isApiPath = (path: string): boolean => path === "/api" || path.startsWith("/api/");

const foreign = () => new AppError("foreign_origin", "Requests from other sites are refused.");
