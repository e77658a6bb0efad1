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

const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/**
 * The built page, as `scripts/build.ts` left it: each file with its compressed twins. It is read once, a megabyte and a
 * half: a path can lead nowhere else, and a build beside a running server changes nothing under it.
 * Addresses without an ending are pages of the app.
 */
export function serveStatic(folder: string): MiddlewareHandler<Env> {
  if (!fs.existsSync(join(folder, "index.html"))) throw new Error(`The page is not built: ${folder}. Use npm start.`);
  const names = fs.readdirSync(folder).filter((name) => fs.statSync(join(folder, name)).isFile());
  const files = new Map(names.map((name) => [`/${name}`, new Uint8Array(fs.readFileSync(join(folder, name)))]));

  return async (c, next) => {
    const name = extname(c.req.path) === "" ? "/index.html" : c.req.path;
    const type = types[extname(name)];
    const plain = files.get(name);
    if (!plain || type === undefined) return next();
    const accepted = c.req.header("accept-encoding") ?? "";
    const [encoding, ending] = encodings.find(([key, twin]) => accepted.includes(key) && files.has(name + twin)) ?? [];
    return c.body(files.get(name + (ending ?? "")) ?? plain, 200, {
      "content-type": type,
      ...(encoding && { "content-encoding": encoding }),
      vary: "accept-encoding",
      // a hashed name never changes what it means
      "cache-control": /-[0-9a-z]{8}\.\w+$/.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
    });
  };
}
