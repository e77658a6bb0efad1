import type { Browser, Page } from "@playwright/test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { type SpawnedApp, spawnApp } from "#test/spawn-app.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";

/** Fixed ports, because the page shows the addresses. */
const ports = { app: 43_110, ollama: 43_111, anthropic: 43_112, openai: 43_113 };

type Conversations = { conversations: { live: string | null }[] };

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A browser page with the functions that play a state on it. */
export async function openStage(browser: Browser) {
  const page: Page = await browser.newPage({ locale: "en-US", viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(30_000);
  const devtools = await page.context().newCDPSession(page);
  const dataDir = join(os.tmpdir(), "blossom-screenshots");
  fs.rmSync(dataDir, { recursive: true, force: true });
  const upstreams: Upstream[] = [];
  let app: SpawnedApp | null = null;
  let url = "";

  const stage = {
    page,
    async upstream(options: UpstreamOptions) {
      const upstream = await startUpstream({ ...options, port: ports[options.protocol] });
      upstreams.push(upstream);
      return upstream;
    },
    async start(environment: Record<string, string> = {}) {
      const fixed = { BLOSSOM_DIR: dataDir, PORT: String(ports.app) };
      app = await spawnApp({ ...fixed, ...environment }, "dist/server/main.js");
      url = app.url.replace(/\/$/, "");
    },
    async call(method: string, path: string, body: object) {
      const headers = { "content-type": "application/json" };
      const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    },
    /** Starts the app with a scripted Ollama. */
    async withOllama(options: Partial<UpstreamOptions> = {}) {
      const ollama = await stage.upstream({ protocol: "ollama", ...options });
      await stage.start();
      const settings = { provider: "ollama", ollamaUrl: ollama.url, chatModel: "gemma3:12b" };
      await stage.call("PUT", "/api/llm/settings", settings);
      return ollama;
    },
    async open(path = "/chat") {
      await page.goto(url + path);
      await page.locator("#main").waitFor();
    },
    async send(text: string, key: "Enter" | "Alt+Enter" = "Enter") {
      const field = page.locator("textarea");
      await field.fill(text);
      await field.press(key);
    },
    /** Waits until nothing is answered any more, and until the parts that load later are there. */
    async untilIdle() {
      await page.waitForURL(/\/chat\/.+/);
      for (let quiet = 0; quiet < 4;) {
        await page.waitForTimeout(500);
        const { conversations } = (await (await fetch(`${url}/api/conversations`)).json()) as Conversations;
        quiet = conversations.every(({ live }) => live === null) ? quiet + 1 : 0;
      }
    },
    /** Waits until the page shows this text. */
    sees: (text: string | RegExp) => page.getByText(text).first().waitFor(),
    press: (name: string | RegExp) => page.getByRole("button", { name }).first().click(),
    /** A phone has a finger, which needs larger buttons and cannot hover. */
    setTouch: (enabled: boolean) => devtools.send("Emulation.setTouchEmulationEnabled", { enabled }),
    /** Waits for the page to fit its new size and scrolls everything to its beginning. */
    async toTop() {
      await page.waitForTimeout(250);
      for (const box of await page.locator("[data-pinned]").all())
        await box.evaluate((element) => element.scrollTo(0, 0));
      await page.waitForTimeout(250);
    },
    async close() {
      await page.close();
      await app?.kill("SIGTERM").catch(() => {});
      for (const upstream of upstreams) await upstream.close().catch(() => {});
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}
