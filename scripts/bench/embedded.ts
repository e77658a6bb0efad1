import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { openBrowser } from "./browser.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";
import { writeFilm } from "./write-matroska.ts";

const film = { seconds: 600, lines: 401, bytes: 200_000_000 };

/** Reads the subtitles inside a film, by the page's own code in a browser. The film has no index, so the code walks through all of it. */
export async function measureEmbedded(): Promise<Row[]> {
  const browser = await openBrowser("reading subtitles inside a film is");
  if (!browser) return [];
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-bench-"));
  const path = join(folder, "film.mkv");
  writeFilm(path, film);
  const built = await Bun.build({
    entrypoints: ["src/web/features/video/captions/read-embedded.ts"],
    target: "browser",
    minify: true,
  });
  const code = await built.outputs[0]!.text();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: ({ url }) =>
      url.endsWith(".js")
        ? new Response(code, { headers: { "content-type": "text/javascript" } })
        : new Response("<input type=file>", { headers: { "content-type": "text/html" } }),
  });
  const page = await browser.newPage();
  await page.goto(server.url.href);
  await page.locator("input").setInputFiles(path);
  const runs = await repeat(5, () => page.evaluate(readInPage, "/read-embedded.js"));
  await browser.close();
  await server.stop(true);
  fs.rmSync(folder, { recursive: true, force: true });
  if (runs.some(({ lines }) => lines !== film.lines)) throw new Error(`read ${runs[0]?.lines} lines`);
  const name = `subtitles inside a film of 200 MB, ${film.lines} lines`;
  return [
    toRow(`${name}: listed and read`, median(runs.map(({ ms }) => ms)) / 1000, "s", { atMost: 0.6 }),
    toRow(`${name}: the page waits at most`, median(runs.map(({ waitMs }) => waitMs)), "ms", { atMost: 16 }),
  ];
}

/** Runs in the page. `waitMs`: the longest time in which the page could do nothing else. */
async function readInPage(address: string) {
  const { listEmbedded, readEmbedded } = await import(address);
  const file = document.querySelector("input")!.files![0]!;
  const { signal } = new AbortController();
  let waitMs = 0;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    waitMs = Math.max(waitMs, performance.now() - last);
    last = performance.now();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  const start = performance.now();
  const [track] = await listEmbedded(file, signal);
  const { cues } = await readEmbedded(file, track.id, signal);
  const ms = performance.now() - start;
  port1.close();
  return { ms, waitMs, lines: cues.length as number };
}
