import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { type SpawnedApp, spawnApp } from "#test/spawn-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import {
  startUpstream,
  type Upstream,
  type UpstreamOptions,
  type UpstreamRequest,
} from "#test/upstream/start-upstream.ts";

export { expect };

/** The build that `npm start` runs. */
const built = "dist/server/main.js";

export type Blossom = {
  url: string;
  dataDir: string;
  call<T>(method: string, path: string, body?: object): Promise<T>;
  /** Kills the app as a power cut would. `restart` starts it at the same address with the same data. */
  kill(): Promise<void>;
  restart(): Promise<void>;
};

/** Starts apps and scripted model servers, and ends them all. */
export type Starters = {
  /** Starts the built app as its own process with an empty data folder. */
  start: (environment?: Record<string, string>) => Promise<Blossom>;
  upstream: (options: UpstreamOptions) => Promise<Upstream>;
  /** Starts the app with a scripted Ollama and gemma3:12b. */
  withOllama: (options?: Partial<UpstreamOptions>) => Promise<{ blossom: Blossom; ollama: Upstream }>;
};

/** Tests that share an app start it here in `beforeAll`. All others use the fixtures. */
export function createStarters(): Starters & { endAll(): Promise<void> } {
  const ends: (() => Promise<void>)[] = [];

  const start: Starters["start"] = async (environment = {}) => {
    const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-e2e-"));
    let app: SpawnedApp = await spawnApp({ BLOSSOM_DIR: dataDir, ...environment }, built);
    const { url } = app;
    ends.push(async () => {
      await app.kill("SIGTERM");
      fs.rmSync(dataDir, { recursive: true, force: true });
    });
    return {
      url,
      dataDir,
      async call(method, path, body) {
        const headers = { "content-type": "application/json" };
        const response = await fetch(`${url}${path}`, {
          method,
          headers,
          ...(body && { body: JSON.stringify(body) }),
        });
        if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
        return response.json();
      },
      async kill() {
        await app.kill("SIGKILL");
      },
      async restart() {
        app = await spawnApp({ BLOSSOM_DIR: dataDir, ...environment, PORT: new URL(url).port }, built);
      },
    };
  };

  const upstream: Starters["upstream"] = async (options) => {
    const started = await startUpstream(options);
    ends.push(() => started.close());
    return started;
  };

  return {
    start,
    upstream,
    async withOllama(options = {}) {
      const ollama = await upstream({ protocol: "ollama", ...options });
      const blossom = await start();
      await chooseOllama(blossom, ollama);
      return { blossom, ollama };
    },
    async endAll() {
      for (const end of ends.toReversed()) await end(); // the app before its model server
    },
  };
}

export const chooseOllama = (blossom: Blossom, ollama: Upstream) =>
  blossom.call("PUT", "/api/llm/settings", { provider: "ollama", ollamaUrl: ollama.url, chatModel: "gemma3:12b" });

/** React's errors when the page draws something else than the first frame that the server has drawn. */
const mismatch = /Minified React error #(418|419|421|422|423|425)\b/;

/** A first frame is there before the page's code: what a test does must not come between them. `waitUntil: "commit"` does not wait. */
export function waitForCode(page: Page) {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const isTakenOver = () => page.locator("#root[data-first-frame]").waitFor({ state: "detached" });
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    if (options?.waitUntil !== "commit") await isTakenOver();
    return response;
  };
  page.reload = async (options) => {
    const response = await reload(options);
    if (options?.waitUntil !== "commit") await isTakenOver();
    return response;
  };
}

type Fixtures = Starters & { starters: ReturnType<typeof createStarters> };

export const test = base.extend<Fixtures>({
  context: async ({ context }, use) => {
    context.on("page", waitForCode);
    await use(context);
  },
  page: async ({ page }, use) => {
    const mismatches: string[] = [];
    page.on("pageerror", ({ message }) => {
      if (mismatch.test(message)) mismatches.push(message);
    });
    await use(page);
    expect(mismatches).toEqual([]);
  },
  starters: async ({}, use) => {
    const starters = createStarters();
    await use(starters);
    await starters.endAll();
  },
  start: ({ starters }, use) => use(starters.start),
  upstream: ({ starters }, use) => use(starters.upstream),
  withOllama: ({ starters }, use) => use(starters.withOllama),
});

export const composer = (page: Page) => page.getByRole("textbox", { name: "Your message" });

/** Waits for the first chat request with messages. A request without messages only loads the model. */
export async function waitForQuestion(ollama: Upstream): Promise<UpstreamRequest> {
  for (let count = 1; ; count++) {
    const request = await ollama.waitForRequest("/api/chat", count);
    if (isQuestion(request)) return request;
  }
}

export const questionsTo = (ollama: Upstream) =>
  ollama.requests.filter((request) => request.path === "/api/chat" && isQuestion(request));

const isQuestion = ({ body }: UpstreamRequest) => ((body as { messages?: unknown[] }).messages?.length ?? 0) > 0;

/** Types a message and sends it. In a new chat, Enter explains and Alt+Enter replies. */
export async function sendMessage(page: Page, text: string, key: "Enter" | "Alt+Enter" = "Enter") {
  await composer(page).fill(text);
  await composer(page).press(key);
}

/** The model's explanation of 猫が好き。 */
export const catLines = `0 I like cats.
1 cat
2 marks what is liked
3 liked
4 好き is an adjective, so it takes が.`;

/** A script that explains 猫が好き。, and answers everything else that a learner says with this text. */
export const replyWith = (text: string, more: object = {}) => {
  const reply = { text, ...more };
  return byTask({ explain: { ...more, text: catLines }, reply, question: reply, word: reply });
};

/** A script whose model explains 猫が好き。 in these lines. */
export const explainWith = (text: string, more: object = {}) => byTask({ explain: { text, ...more } });

/** Expects no WCAG 2.2 AA violations that axe can find. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  expect(found).toEqual([]);
}

/** Looks at everything in light, and at what depends on colours in dark. */
export async function expectBoth(page: Page) {
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]).analyze();
  expect(violations).toEqual([]);
}

/** The text of the chat without the readings above it. */
export const textOf = (page: Page): Promise<string> =>
  page.getByRole("log").evaluate((log) => {
    const copy = log.cloneNode(true) as Element;
    for (const reading of copy.querySelectorAll("rt")) reading.remove();
    return copy.textContent ?? "";
  });

/** Waits until the chat shows this text. */
export const expectInChat = (page: Page, text: string) =>
  expect.poll(() => textOf(page).catch(() => ""), { timeout: 20_000 }).toContain(text);

/** On how many lines these elements stand. */
export const linesOf = (elements: Locator) =>
  elements.evaluateAll((all) => new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))).size);

/** Waits until the page has drawn what it knows. */
export const frames = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** Acts, and waits until the page has got an event of this type and has drawn what follows from it. */
export async function untilEvent(page: Page, type: string, act: () => Promise<void>) {
  const event = await page.evaluateHandle(
    (one) => ({
      came: new Promise((resolve) => document.addEventListener(one, resolve, { once: true, capture: true })),
    }),
    type,
  );
  await act();
  await event.evaluate(({ came }) => came.then(() => {}));
  await frames(page);
}
