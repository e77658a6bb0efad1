import type { Browser, Page } from "@playwright/test";
import { readEvents } from "#test/read-events.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";
import { type Blossom, expect, test, waitForCode } from "./blossom.ts";

const paths = ["/", "/chat", "/settings", "/settings/languages", "/settings/dictionaries", "/bin"];

/** The requests of an open page to our server. The event connection is one request for as long as the page is open. */
function recordRequests(page: Page): string[] {
  const requests: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) requests.push(`${request.method()} ${pathname}`);
  });
  return requests;
}

/** Opens a page in a browser context of its own: windows of one browser share an event connection. */
async function open(browser: Browser, blossom: Blossom, path: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  waitForCode(page);
  const requests = recordRequests(page);
  await page.goto(blossom.url + path);
  await page.locator("#main").waitFor();
  return { path, requests, close: () => context.close() };
}

/**
 * Waits for so many pings of our server, of which there is one in five seconds. In two of them it asks a model server again, and notices
 * that a silent one does not answer.
 */
async function waitForPings({ url }: Blossom, count: number) {
  const leaving = new AbortController();
  let pings = 0;
  for await (const { data } of readEvents(await fetch(`${url}/api/events`, { signal: leaving.signal }))) {
    if (data.includes('"ping"')) pings += 1;
    if (pings === count) break;
  }
  leaving.abort();
  expect(pings).toBe(count);
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

test("sends no request from a page that nobody touches, in any state of Ollama", async ({ browser, withOllama }) => {
  test.setTimeout(120_000);
  let opened: Promise<unknown> = Promise.resolve();
  // all states at once, because each takes many seconds in which nothing happens; but a computer opens no 24 windows at once, and windows
  // that open slowly ask again for what changes meanwhile
  const rested = states.map(async ([state, prepare]) => {
    const { blossom, ollama } = await withOllama();
    await prepare(ollama, blossom);
    const opening = opened.then(() => Promise.all(paths.map((path) => open(browser, blossom, path))));
    opened = opening;
    const windows = await opening;
    await waitForPings(blossom, 3);
    const counts = windows.map(({ requests }) => requests.length);
    const asked = ollama.requests.length;
    await waitForPings(blossom, 2);
    const isAskedAgain = ollama.requests.length > asked;
    const idle = windows.map(({ path, requests }, index) => ({ path, idle: requests.slice(counts[index]) }));
    for (const { close } of windows) await close();
    return { state, counts, idle, isAskedAgain };
  });
  for (const { state, counts, idle, isAskedAgain } of await Promise.all(rested)) {
    expect({ state, idle }).toEqual({ state, idle: paths.map((path) => ({ path, idle: [] })) });
    for (const [index, count] of counts.entries()) expect(count, `${state}: ${paths[index]}`).toBeLessThan(20);
    // otherwise nothing has happened that could make a page read again
    expect(isAskedAgain, state).toBe(state !== "is stopped");
  }
});
