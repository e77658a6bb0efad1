import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { makeFullConversation, startLessons } from "./full-conversation.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";

/** Measures waiting times and downloads in a real browser, without a model. Each cold visit has an empty cache and no connection. */
export async function measurePage(): Promise<Row[]> {
  const browser = await openBrowser("the page is");
  if (!browser) return [];
  const rows = [...(await measureCold(browser)), ...(await measureWords(browser))];
  await browser.close();
  return rows;
}

async function measureCold(browser: Browser): Promise<Row[]> {
  await using upstream = await startLessons();
  const app = await startApp();
  const conversation = await makeFullConversation(app, upstream);
  await visit(browser, `${app.url}/chat`); // the browser itself is warm
  const chats = await repeat(7, () => visit(browser, `${app.url}/chat`));
  const conversations = await repeat(7, () => visit(browser, `${app.url}/chat/${conversation}`));
  await app.stop();
  const of = (visits: Visit[], name: keyof Visit) => median(visits.map((one) => one[name]));
  return [
    toRow("/chat, cold: first contentful paint", of(chats, "paint"), "ms", { atMost: 160 }),
    toRow("/chat, cold: composer usable", of(chats, "composer"), "ms", { atMost: 220 }),
    toRow("/chat, cold: JS on the wire", of(chats, "scriptBytes") / 1024, "KB", { atMost: 130 }),
    toRow("/chat, cold: CSS on the wire", of(chats, "styleBytes") / 1024, "KB", { atMost: 15 }),
    toRow("conversation, cold: ten messages in their final form", of(conversations, "messages"), "ms", { atMost: 450 }),
  ];
}

type Times = { paint: number; composer: number; listens: number; messages: number };
/** Bytes are counted until the page's code has run, with headers, as the browser counts them; those inside the page as the server compresses it. */
type Visit = Times & { scriptBytes: number; styleBytes: number };

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  const kinds = new Map<string, { kind: string; at: number }>();
  let start = Infinity;
  network.on("Network.requestWillBeSent", ({ requestId, type = "", timestamp }) => {
    start = Math.min(start, timestamp);
    kinds.set(requestId, { kind: type, at: timestamp });
  });
  const loaded: { kind: string; at: number; bytes: number }[] = [];
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = kinds.get(requestId);
    if (request) loaded.push({ ...request, bytes: encodedDataLength });
  });
  await page.addInitScript(watchPage);
  await page.goto(url);
  await page.waitForTimeout(1_500); // everything has stood still for a while
  const times = await page.evaluate(() => (window as unknown as { times: Times }).times);
  const inside = async (selector: string) => {
    const text = await page.locator(selector).first().textContent();
    return gzipSync(text ?? "", { level: 1 }).length;
  };
  const [styles, script] = [await inside("style"), await inside("script[type=module]")];
  await context.close();
  const bytes = (kind: string) =>
    loaded
      .filter((one) => one.kind === kind && (one.at - start) * 1_000 <= times.listens)
      .reduce((sum, one) => sum + one.bytes, 0);
  return {
    ...times,
    scriptBytes: script + bytes("Script"),
    styleBytes: styles + bytes("Stylesheet"),
  };
}

/**
 * Runs in the page before its own scripts: notes when the composer is there, and when the messages changed for the last time. The composer is usable from then on, also
 * before the page's code runs: what is typed into it is kept (e2e/first-frame.e2e.ts).
 */
function watchPage() {
  const times: Times = { paint: Number.NaN, composer: Number.NaN, listens: Number.NaN, messages: Number.NaN };
  Object.assign(window, { times });
  new PerformanceObserver((list) => {
    times.paint = list.getEntriesByName("first-contentful-paint")[0]?.startTime ?? times.paint;
  }).observe({ type: "paint", buffered: true });
  document.addEventListener("blossom-listens", () => (times.listens = performance.now()));
  let shown = "";
  new MutationObserver(() => {
    if (Number.isNaN(times.composer) && document.querySelector("textarea")) {
      requestAnimationFrame(() => (times.composer = performance.now()));
    }
    // half a second later, messages out of sight are marked, so that the browser leaves them undrawn
    const messages = document.querySelector("[role=log]")?.innerHTML.replaceAll(' data-settled=""', "") ?? "";
    if (messages === shown) return;
    shown = messages;
    requestAnimationFrame(() => (times.messages = performance.now()));
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
}

async function measureWords(browser: Browser): Promise<Row[]> {
  const words = await repeat(5, async () => {
    const app = await startApp();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${app.url}/chat`);
    // nobody types a sentence before the page's code runs, and the first frame would wait for it
    await page.locator("#root:not([data-first-frame]) textarea").waitFor();
    const first = await firstWords(page);
    // the next sentence, in a new chat of the same page, when everything stands still
    await page.waitForTimeout(1_000);
    await page.getByRole("link", { name: "New chat" }).click();
    await page.locator("article").waitFor({ state: "detached" });
    const warm = await firstWords(page);
    await context.close();
    await app.stop();
    return { first, warm };
  });
  const first = median(words.map((one) => one.first));
  const warm = median(words.map((one) => one.warm));
  return [
    toRow("words on screen after Enter, very first Japanese", first, "ms", { atMost: 600 }),
    toRow("words on screen after Enter, warm", warm, "ms", { atMost: 80 }),
  ];
}

/** Milliseconds from the Enter key to the first word with its reading on the page. */
async function firstWords(page: Page): Promise<number> {
  await page.getByRole("textbox").fill("昨日友達と映画を見に行きました");
  await page.evaluate(() => {
    const times = window as unknown as { pressed: number; shown: Promise<number> };
    document.addEventListener("keydown", ({ key }) => key === "Enter" && (times.pressed = performance.now()), {
      capture: true,
      once: true,
    });
    times.shown = new Promise((resolve) => {
      new MutationObserver(() => {
        if (document.querySelector("article ruby rt")) requestAnimationFrame(() => resolve(performance.now()));
      }).observe(document.body, { childList: true, subtree: true });
    });
  });
  await page.keyboard.press("Enter");
  return page.evaluate(async () => {
    const times = window as unknown as { pressed: number; shown: Promise<number> };
    return (await times.shown) - times.pressed;
  });
}
