import fs from "node:fs";
import { extname, join } from "node:path";
import type { MiddlewareHandler } from "hono";
import type { Env } from "./http/router.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/**
 * The built page, as `scripts/build.ts` left it: each file with a compressed twin. Only files that were there at the start
 * are served, so a path can lead nowhere else. Addresses without an ending are pages of the app.
 */
export function serveStatic(folder: string): MiddlewareHandler<Env> {
  const files = new Set(
    fs.readdirSync(folder, { recursive: true }).map((name) => `/${String(name).replaceAll("\\", "/")}`),
  );

  return async (c, next) => {
    const name = extname(c.req.path) === "" ? "/index.html" : c.req.path;
    const type = types[extname(name)];
    if (!files.has(name) || type === undefined) return next();
    const accepted = c.req.header("accept-encoding") ?? "";
    const [encoding, ending] = encodings.find(([key, twin]) => accepted.includes(key) && files.has(name + twin)) ?? [];
    return c.body(await Bun.file(join(folder, name + (ending ?? ""))).bytes(), 200, {
      "content-type": type,
      ...(encoding && { "content-encoding": encoding }),
      vary: "accept-encoding",
      // a hashed name never changes what it means
      "cache-control": /-[0-9a-z]{8}\.\w+$/.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
    });
  };
}

const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;
