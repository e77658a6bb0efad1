import fs from "node:fs";
import type { Browser, CDPSession, Page } from "@playwright/test";
import type { MessagePage } from "#shared/chat.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { type BenchApp, chooseOllama, startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { send } from "./make-conversation.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";
import { makeLongConversations } from "./long-conversations.ts";
import { unlikeWord } from "./unlike-words.ts";

const lengths = [10, 420, 2_000] as const;

/** Conversations of 10, 420 and 2,000 messages: how long their requests take and block, how soon they open, and how smoothly an answer is drawn into them. */
export async function measureConversation(): Promise<Row[]> {
  const { dataDir, ids } = await makeLongConversations(lengths);
  let pace = 50;
  const script = byTask({ reply: () => ({ pieces: tokens(pace) }), question: () => ({ pieces: tokens(pace) }) });
  await using upstream = await startUpstream({ protocol: "ollama", parallel: 8, script });
  const app = await startApp({}, { dataDir, isWatched: true });
  await chooseOllama(app, upstream);
  const rows = await measureRequests(app, ids);
  const browser = await openBrowser("the page is");
  if (browser) {
    rows.push(...(await measureOpening(browser, app, ids)));
    for (const tokensPerSecond of [50, 400]) {
      pace = tokensPerSecond;
      for (const [index, id] of ids.entries())
        rows.push(...(await measureDrawing(browser, app, id, `${lengths[index]} messages, ${pace} tokens/s`)));
    }
    await browser.close();
  }
  await app.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
  return rows;
}

const seconds = 6;

/** Words for some seconds. */
async function* tokens(perSecond: number) {
  const everyMs = Math.max(10, 1_000 / perSecond);
  const atOnce = Math.round((perSecond * everyMs) / 1_000);
  const start = performance.now();
  for (let n = 0; performance.now() - start < seconds * 1_000;) {
    await Bun.sleep(everyMs);
    for (let token = 0; token < atOnce; token++, n++) yield n % 12 === 11 ? "です。" : unlikeWord(n);
    if (n % 120 < atOnce) yield "\n\n";
  }
}

/** Requests one after another, while nothing else happens, and what they block. */
async function measureRequests(app: BenchApp, ids: readonly string[]): Promise<Row[]> {
  const get = async (path: string) => {
    const started = performance.now();
    const text = await (await app.request("GET", path)).text();
    return { ms: performance.now() - started, kb: Buffer.byteLength(text) / 1_000, text };
  };
  const rows: Row[] = [];
  for (const [index, id] of ids.entries()) {
    const path = `/api/conversations/${id}`;
    await get(path);
    const reads = await repeat(30, () => get(path));
    const { changes } = JSON.parse(reads[0]!.text) as MessagePage;
    const changed = await repeat(30, () => get(`${path}?changedSince=${changes}`));
    const name = `${lengths[index]} messages`;
    rows.push(
      toRow(`${name}: newest page`, median(reads.map(({ ms }) => ms)), "ms", { atMost: 5 }),
      toRow(`${name}: newest page`, median(reads.map(({ kb }) => kb)), "KB", { atMost: 100 }),
      toRow(`${name}: what has changed`, median(changed.map(({ ms }) => ms)), "ms", { atMost: 5 }),
    );
  }
  const id = ids.at(-1)!;
  await app.delay();
  const walked: { ms: number; kb: number }[] = [];
  for (let before: number | null | undefined; before !== null;) {
    const page = await get(`/api/conversations/${id}${before === undefined ? "" : `?before=${before}`}`);
    walked.push(page);
    before = (JSON.parse(page.text) as MessagePage).earlier;
  }
  rows.push(
    toRow("2,000 messages: median of all pages", median(walked.map(({ ms }) => ms)), "ms", { atMost: 5 }),
    toRow("2,000 messages: slowest of all pages", Math.max(...walked.map(({ ms }) => ms)), "ms", { atMost: 16 }),
    toRow("2,000 messages: largest of all pages", Math.max(...walked.map(({ kb }) => kb)), "KB", { atMost: 100 }),
    toRow("2,000 messages: event loop blocked by reading all pages", await app.delay(), "ms", { atMost: 16 }),
  );
  await exchange(app, ids[0]!); // everything that an answer needs has run once
  await app.delay();
  await get(`/api/llm/context?conversationId=${id}`);
  rows.push(
    toRow("2,000 messages: event loop blocked by measuring the context", await app.delay(), "ms", { atMost: 16 }),
  );
  await exchange(app, id);
  rows.push(toRow("2,000 messages: event loop blocked by an exchange", await app.delay(), "ms", { atMost: 16 }));
  const first = (JSON.parse((await get(`/api/conversations/${id}?after=0&limit=2`)).text) as MessagePage).messages[0]!;
  await app.delay();
  const body = { task: first.text.startsWith("How") ? "reply" : "explain" };
  await app.request("POST", `/api/messages/${first.id}/answers`, body);
  rows.push(
    toRow("2,000 messages: event loop blocked by an answer to the first one", await app.delay(), "ms", { atMost: 16 }),
  );
  rows.push(...(await measureBranches(app, id, first.id, () => get(`/api/conversations/${id}`))));
  return rows;
}

/** The first of 2,000 messages is edited, so that all others are hidden, and then shown again. */
async function measureBranches(app: BenchApp, id: string, first: string, read: () => Promise<{ ms: number }>) {
  await app.delay();
  await (await app.request("POST", `/api/messages/${first}/edits`, { text: "What is this?", task: "reply" })).text();
  const edited = await app.delay();
  const hidden = await repeat(30, read);
  await app.delay();
  const begun = performance.now();
  await (await app.request("PUT", `/api/conversations/${id}/branch`, { messageId: first })).text();
  const shownMs = performance.now() - begun;
  return [
    toRow("2,000 messages: event loop blocked by an edit of the first one", edited, "ms", { atMost: 16 }),
    toRow("2,000 messages: newest page with all of them hidden", median(hidden.map(({ ms }) => ms)), "ms", {
      atMost: 5,
    }),
    toRow("2,000 messages: another branch", shownMs, "ms", { atMost: 16 }),
  ];
}

const exchange = (app: BenchApp, conversationId: string) =>
  send(app, { text: "What is this?", task: "reply", language: "ja", conversationId });

async function measureOpening(browser: Browser, app: BenchApp, ids: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, id] of ids.entries()) {
    const byAddress = await repeat(5, async () => {
      const { page, close } = await openPage(browser);
      await page.addInitScript(watchMessages);
      await page.goto(`${app.url}/chat/${id}`);
      const at = await painted(page);
      await close();
      return at;
    });
    const byClick = await repeat(5, async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${app.url}/chat`);
      await page.locator(`a[href="/chat/${id}"]`).waitFor();
      await page.waitForTimeout(1_000);
      await page.evaluate(watchMessages);
      await page.evaluate(() =>
        addEventListener("click", () => ((window as unknown as Times).from = performance.now()), true),
      );
      await page.locator(`a[href="/chat/${id}"]`).click();
      const at = (await painted(page)) - (await page.evaluate(() => (window as unknown as Times).from));
      await close();
      return at;
    });
    const name = `${lengths[index]} messages`;
    rows.push(
      toRow(`${name}: messages painted after opening by address, cold`, median(byAddress), "ms", { atMost: 450 }),
      toRow(`${name}: messages painted after a click`, median(byClick), "ms", { atMost: 300 }),
    );
  }
  return rows;
}

type Times = { from: number; shown: Promise<number> };

/** Runs in the page: notes when the first messages are painted. */
function watchMessages() {
  (window as unknown as Times).shown = new Promise((resolve) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector("[data-message] p, [data-message] ruby")) return;
      look.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    look.observe(document, { childList: true, subtree: true });
  });
}
const painted = (page: Page) => page.evaluate(() => (window as unknown as Times).shown);

async function openPage(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  return { page: await context.newPage(), close: () => context.close() };
}

/** Frames per second, and the share of time that the page's main thread works, while an answer is written. */
async function measureDrawing(browser: Browser, app: BenchApp, id: string, name: string): Promise<Row[]> {
  const { page, close } = await openPage(browser);
  const devtools = await page.context().newCDPSession(page);
  // processor time of the main thread, whatever else the computer does
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`${app.url}/chat/${id}`);
  await page.locator("[data-message]").last().waitFor();
  await page.waitForTimeout(1_500);
  // an answer has at most 700 tokens, so at 400 a second it is written for less than two seconds
  const ms = name.includes("400 tokens") ? 1_200 : 2_500;
  // the share first, without the frame counter, which is work too
  await startAnswer(page);
  const share = await shareOf(devtools, () => page.waitForTimeout(ms));
  await page.locator('button[title^="Stop"]').waitFor({ state: "detached" });
  await startAnswer(page);
  const frames = await page.evaluate(countFrames, ms);
  await close();
  return [
    toRow(`${name}: main thread busy`, share * 100, "%", { atMost: name.includes("400") ? 60 : 30 }),
    toRow(`${name}: frames per second`, frames.perSecond, "/s", { atLeast: 55 }),
    toRow(`${name}: longest frame`, frames.longest, "ms", { atMost: 50 }),
  ];
}

/** Sends a question and waits for the first text of its answer. */
async function startAnswer(page: Page) {
  const messages = await page.locator("[data-role=tutor]").count();
  await page.getByRole("textbox").fill("What is this?");
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => {
    const all = document.querySelectorAll("[data-role=tutor]");
    return all.length > before && (all[all.length - 1]?.querySelector("[data-prose]")?.textContent ?? "") !== "";
  }, messages);
}

async function shareOf(devtools: CDPSession, work: () => Promise<void>): Promise<number> {
  const read = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { at: of("Timestamp"), busy: of("TaskDuration") };
  };
  const before = await read();
  await work();
  const after = await read();
  return (after.busy - before.busy) / (after.at - before.at);
}

/** Runs in the page. */
function countFrames(ms: number): Promise<{ perSecond: number; longest: number }> {
  return new Promise((resolve) => {
    const start = performance.now();
    let [frames, last, longest] = [0, start, 0];
    const next = (now: number) => {
      longest = Math.max(longest, now - last);
      last = now;
      frames += 1;
      if (now - start < ms) requestAnimationFrame(next);
      else resolve({ perSecond: (frames * 1_000) / (now - start), longest });
    };
    requestAnimationFrame(next);
  });
}
