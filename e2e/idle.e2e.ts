import type { Browser, Page } from "@playwright/test";
import type { Upstream } from "#test/upstream/start-upstream.ts";
import { type Blossom, expect, test } from "./blossom.ts";

const paths = ["/", "/chat", "/settings", "/settings/languages", "/settings/dictionaries", "/bin"];

/** Longer than the pause after which our server asks a model server again, and than the time in which a silent one must answer. */
const idleMs = 9_000;

/** The requests of an open page. Of the event connection, there is one for as long as the page is open. */
function recordRequests(page: Page): string[] {
  const requests: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) requests.push(`${request.method()} ${pathname}`);
  });
  return requests;
}

/** Opens each page in a window of a browser of its own, and lets it rest. */
async function rest(browser: Browser, blossom: Blossom) {
  const windows = paths.map(async (path) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const requests = recordRequests(page);
    await page.goto(blossom.url + path);
    await page.locator("#main").waitFor();
    await page.waitForTimeout(idleMs); // a silent server shows after three seconds, and again after a pause
    const opening = requests.length;
    await page.waitForTimeout(idleMs);
    await context.close();
    return { path, opening, idle: requests.slice(opening) };
  });
  return Promise.all(windows);
}

const states: [string, (ollama: Upstream, blossom: Blossom) => unknown][] = [
  ["works", () => {}],
  ["is stopped", (ollama) => ollama.close()],
  ["accepts connections and answers nothing", (ollama) => (ollama.isHalted = true)],
  [
    "downloads a model",
    async (ollama, blossom) => {
      ollama.pull = { pace: () => new Promise((resolve) => setTimeout(resolve, 200)), steps: 1_000 };
      await blossom.call("POST", "/api/llm/ollama/downloads", { model: "gemma3:4b" });
    },
  ],
];

for (const [name, prepare] of states)
  test(`sends no request from a page that nobody touches while Ollama ${name}`, async ({ browser, withOllama }) => {
    const { blossom, ollama } = await withOllama();
    await prepare(ollama, blossom);
    const rested = await rest(browser, blossom);
    expect(rested.map(({ path, idle }) => ({ path, idle }))).toEqual(paths.map((path) => ({ path, idle: [] })));
    for (const { opening, path } of rested) expect(opening, path).toBeLessThan(20);
  });
