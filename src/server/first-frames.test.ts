import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterAll, expect, spyOn, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { createFirstFrames } from "./first-frames.ts";

const template = `<!doctype html><html lang="en"><head></head><body><div id="root"><div class="layout"><span class="early-title"></span></div></div></body></html>`;
/** Draws what it was asked; a browser with one of two names makes it fail or say nothing. */
const thread = `addEventListener("message", ({ data: { id, url, language, userAgent, responses } }) => {
  if (userAgent === "silent") return;
  if (userAgent === "failing") return postMessage({ failure: "no part" });
  if (userAgent === "odd") return postMessage({ id, failure: "odd text" });
  const html = \`<main>\${language} \${new URL(url).pathname} \${[...responses.keys()].toSorted().join(" ")}</main>\`;
  postMessage({ id, frame: { html, day: "7" } });
});`;

const pageDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-page-"));
fs.writeFileSync(join(pageDir, "index.html"), template);
fs.mkdirSync(join(pageDir, "first-frame"));
fs.writeFileSync(join(pageDir, "first-frame", "worker.js"), thread);
afterAll(() => fs.rmSync(pageDir, { recursive: true }));

async function openPage() {
  const app = await openApp({ pageDir });
  return {
    app,
    html: async (path: string, userAgent = "a browser") =>
      (await fetch(app.url + path, { headers: { "user-agent": userAgent } })).text(),
    [Symbol.asyncDispose]: () => app.stop(),
  };
}

const withoutFrame = '<div id="root"><div class="layout">';

test("draws the page from the responses that it arrives with, in the learner's language", async () => {
  await using page = await openPage();
  await page.app.json("PUT", "/api/settings", { interfaceLanguage: "ko", textSize: "large" });
  const html = await page.html("/chat");
  expect(html).toMatch(
    /<div id="root" data-first-frame="7"><main>ko \/chat \/api\/conversations\?limit=50 \/api\/settings( \/api\/status)?<\/main><\/div>/,
  );
  expect(html).toMatch(/<html lang="ko" data-readings="\w+" data-text-size="large" data-tones="\w+">/);
  expect(html).not.toContain("early-title");
});

test("leaves the other pages, unknown conversations and addresses with a query to the browser", async () => {
  await using page = await openPage();
  for (const path of ["/settings/languages", "/words", "/", "/nowhere", "/chat?q=a", "/chat/unknown"])
    expect(await page.html(path)).toContain(withoutFrame);
});

test("sends the page without a first frame when drawing it takes too long", async () => {
  await using page = await openPage();
  expect(await page.html("/chat", "silent")).toContain(withoutFrame);
  expect(await page.html("/chat")).toContain("data-first-frame");
});

test("sends the head of the page before the rest is drawn, and goes on when a browser leaves in between", async () => {
  await using page = await openPage();
  const { body } = await fetch(`${page.app.url}/chat`, { headers: { "user-agent": "silent" } });
  const reader = body!.getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  expect(first).toStartWith('<!doctype html><html lang="en" data-readings=');
  expect(first).not.toContain("<body>");
  await reader.cancel();
  expect(await page.html("/chat")).toContain("data-first-frame");
});

test("sends a page without its first frame when it cannot be drawn, and goes on with the others", async () => {
  await using page = await openPage();
  const written = spyOn(process.stderr, "write").mockImplementation(() => true);
  expect(await page.html("/chat", "odd")).toContain(withoutFrame);
  expect(await page.html("/chat")).toContain("data-first-frame");
  expect(written.mock.calls.map(([line]) => String(line)).join("")).toContain("odd text");
  written.mockRestore();
});

test("sends every page without one after a failure of the thread, and logs it once", async () => {
  await using page = await openPage();
  const written = spyOn(process.stderr, "write").mockImplementation(() => true);
  expect(await page.html("/chat", "failing")).toContain(withoutFrame);
  expect(await page.html("/chat", "failing")).toContain(withoutFrame);
  expect(await page.html("/chat")).toContain(withoutFrame);
  const lines = written.mock.calls.map(([line]) => String(line)).filter((line) => line.includes("first frame"));
  written.mockRestore();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("no part");
});

test("ends a thread that hangs", async () => {
  const file = join(pageDir, "hanging.js");
  fs.writeFileSync(file, 'postMessage({ id: 0, frame: null }); addEventListener("message", () => { for (;;); });');
  const logged = Promise.withResolvers<string>();
  const written = spyOn(process.stderr, "write").mockImplementation((line) => {
    logged.resolve(String(line));
    return true;
  });
  const frames = createFirstFrames(file, 100);
  const asked = { url: "http://localhost/chat", language: "en", userAgent: "", responses: new Map() } as const;
  expect(await frames.draw(asked)).toBeNull();
  expect(await logged.promise).toContain("hangs");
  written.mockRestore();
  expect(await frames.draw(asked)).toBeNull();
});

test("answers nothing about the thread's code", async () => {
  await using page = await openPage();
  expect((await fetch(`${page.app.url}/first-frame/worker.js`)).status).toBe(404);
});
