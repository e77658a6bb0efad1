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
 * Serves the page that `scripts/build.ts` built. Reads all files once at the start, compressed (a quarter of a megabyte), so no path can lead
 * outside the folder, and a later build does not change a running server. Decompresses for clients without Brotli. Paths without a
 * file extension get index.html.
 */
export function serveStatic(folder: string): MiddlewareHandler<Env> {
  if (!fs.existsSync(join(folder, "index.html"))) throw new Error(`The page is not built: ${folder}. Run npm start.`);
  const files = readPage(folder);

  return async (c, next) => {
    const name = extname(c.req.path) === "" ? "/index.html" : c.req.path;
    const type = types[extname(name)];
    const file = files.get(name);
    if (!file || type === undefined) return next();
    const takesPacked = file.packed !== undefined && /\bbr\b/.test(c.req.header("accept-encoding") ?? "");
    return c.body(takesPacked ? file.packed! : await unpack(file), 200, {
      "content-type": type,
      ...(takesPacked && { "content-encoding": "br" }),
      vary: "accept-encoding",
      // a name with a hash always has the same content
      "cache-control": /-[0-9a-z]{8}\.\w+$/.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
    });
  };
}

type Bytes = Uint8Array<ArrayBuffer>;
/** A file, plain or compressed with Brotli. */
type PageFile = { plain?: Bytes; packed?: Bytes };

function readPage(folder: string): Map<string, PageFile> {
  const names = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  const twins = new Set(names.filter((name) => name.endsWith(".br")));
  const read = (name: string) => new Uint8Array(fs.readFileSync(join(folder, name)));
  return new Map(
    names
      .filter((name) => !twins.has(name))
      .map((name) => [`/${name}`, twins.has(`${name}.br`) ? { packed: read(`${name}.br`) } : { plain: read(name) }]),
  );
}

/** Decompresses a file at its first use, and keeps the result; few clients need it. */
async function unpack(file: PageFile): Promise<Bytes> {
  const { brotliDecompressSync } = await import("node:zlib");
  return (file.plain ??= new Uint8Array(brotliDecompressSync(file.packed!)));
}
