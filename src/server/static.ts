import fs from "node:fs";
import { extname, join } from "node:path";
import type { Context, MiddlewareHandler } from "hono";
import type { Revision } from "#shared/events.ts";
import type { Env } from "./http/router.ts";
import { policyFor } from "./http/security-headers.ts";
import { createFirstFrames } from "./first-frames.ts";
import { type AskApp, buildPage, type PageParts, type Preloads } from "./page.ts";

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
 * file extension get the page.
 */
export function serveStatic(
  folder: string,
  ask: (c: Context<Env>) => AskApp,
  revision: () => Revision,
  closing: AbortSignal,
): MiddlewareHandler<Env> {
  if (!fs.existsSync(join(folder, "index.html"))) throw new Error(`The page is not built: ${folder}. Run npm start.`);
  const files = readFiles(folder);
  const template = fs.readFileSync(join(folder, "index.html"), "utf8");
  const preloadsFile = join(folder, "preloads.json");
  const preloads = fs.existsSync(preloadsFile) ? (JSON.parse(fs.readFileSync(preloadsFile, "utf8")) as Preloads) : {};

  const policy = policyFor(template);
  const frames = createFirstFrames(join(folder, "first-frame", "worker.js"));
  closing.addEventListener("abort", frames.close);

  return async (c, next) => {
    const name = c.req.path;
    if (extname(name) === "" || name === "/index.html") {
      return sendPage(c, await buildPage(c, template, preloads, ask(c), revision(), frames), policy);
    }
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

/**
 * The page has the learner's texts, so no cache may keep it. A browser gets its head at once, and prepares its window for it while the rest is drawn.
 * Compressing 50 KB takes 0.5 ms, and a phone gets them sooner.
 */
async function sendPage(c: Context<Env>, { head, rest }: PageParts, policy: string): Promise<Response> {
  const headers = {
    "content-type": types[".html"]!,
    "content-security-policy": policy,
    vary: "accept-encoding",
    "cache-control": "no-store",
  };
  if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return c.body(head + (await rest), 200, headers);
  const { createGzip } = await import("node:zlib");
  const gzip = createGzip({ level: 1 });
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      gzip.on("data", (part: Uint8Array) => controller.enqueue(part));
      gzip.on("end", () => controller.close());
      gzip.write(head);
      gzip.flush();
      void rest.then((text) => gzip.destroyed || gzip.end(text));
    },
    // the browser has left
    cancel: () => void gzip.destroy(),
  });
  return c.body(body, 200, { ...headers, "content-encoding": "gzip" });
}

type Bytes = Uint8Array<ArrayBuffer>;
/** A file, plain or compressed with Brotli. */
type PageFile = { plain?: Bytes; packed?: Bytes };

function readFiles(folder: string): Map<string, PageFile> {
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
