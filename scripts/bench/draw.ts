import type { Browser, Page } from "@playwright/test";
import type { Word } from "#shared/card.ts";
import { type StoredConversation, storeConversations } from "#test/store-conversations.ts";
import { startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { drawShapes } from "./draw-shapes.ts";
import { type Row, toRow } from "./rows.ts";

/** A page that has not drawn a text after this time hangs. */
const limitMs = 15_000;
const answerLength = 150_000;
const messageLength = 20_000;

/** The places of a conversation where a text can be long. */
const places: Record<string, (text: string) => StoredConversation> = {
  reply: (text) => ({ asked: "猫", text }),
  "own message": (text) => ({ asked: text, text: "猫" }),
  note: (text) => ({ asked: "猫", card: { text: "猫", words: [], translation: "cat", note: text } }),
  sentence: (text) => ({ asked: "猫", card: { text, words: [], translation: text, note: "" } }),
  words: (text) => ({ asked: "猫", card: { text, words: wordsOf(text), translation: "cat", note: "" } }),
  error: (text) => ({
    asked: "猫",
    error: { code: "server", message: text, hint: text.slice(0, 1_000), provider: "ollama", model: text.slice(0, 200) },
  }),
  title: (text) => ({ asked: "猫", text: "猫", title: text }),
};
const lengthOf = (place: string) =>
  place === "reply" || place === "note" ? answerLength : place === "title" ? 200 : messageLength;

/** Measures opening a conversation with each hard text in each place: until something of it is drawn, and the longest task. */
export async function measureDraw(): Promise<Row[]> {
  let browser = await openBrowser("drawing is");
  if (!browser) return [];
  const only = process.env.BLOSSOM_BENCH_PLACES?.split(",");
  const app = await startApp();
  const worst = new Map<string, Drawn & { shape: string }>();
  for (const [place, toExchange] of Object.entries(places)) {
    if (only && !only.includes(place)) continue;
    const shapes = drawShapes(lengthOf(place));
    const ids = storeConversations(
      app.dataDir,
      shapes.map(([, text]) => toExchange(text)),
    );
    for (const [index, [shape]] of shapes.entries()) {
      const drawn = await measureOne(browser, `${app.url}/chat/${ids[index]}`);
      if (drawn.longestMs >= limitMs) {
        // a page that hangs cannot be closed
        void browser.close().catch(() => {});
        browser = await openBrowser("drawing is");
        if (!browser) return [];
      }
      if (drawn.longestMs > 200 || drawn.firstMs > 500)
        console.error(
          `  ${place}, ${shape}: ${Math.round(drawn.firstMs)} ms, task of ${Math.round(drawn.longestMs)} ms`,
        );
      if (drawn.longestMs > (worst.get(place)?.longestMs ?? -1)) worst.set(place, { ...drawn, shape });
    }
  }
  await browser.close();
  await app.stop();
  return [...worst].flatMap(([place, { shape, firstMs, longestMs }]) => [
    toRow(`the worst text in a ${place} (${shape}): first content`, firstMs, "ms", { atMost: 500 }),
    toRow(`the same: longest task`, longestMs, "ms", { atMost: 200 }),
  ]);
}

type Drawn = { firstMs: number; longestMs: number };

async function measureOne(browser: Browser, url: string): Promise<Drawn> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchTasks);
  const hung = { firstMs: limitMs, longestMs: limitMs };
  const measured = await Promise.race([open(page, url).catch(() => hung), Bun.sleep(limitMs).then(() => hung)]);
  if (measured !== hung) await context.close();
  return measured;
}

async function open(page: Page, url: string): Promise<Drawn> {
  await page.goto(url);
  return page.evaluate(async () => {
    const watched = window as unknown as { watched: { firstMs: number; longestMs: number; lastMs: number } };
    const { watched: seen } = watched;
    while (seen.firstMs === 0 || performance.now() - Math.max(seen.lastMs, seen.firstMs) < 700)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return { firstMs: seen.firstMs, longestMs: seen.longestMs };
  });
}

function watchTasks() {
  const seen = { firstMs: 0, longestMs: 0, lastMs: 0 };
  Object.assign(window, { watched: seen });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.longestMs = Math.max(seen.longestMs, duration);
      seen.lastMs = startTime + duration;
    }
  }).observe({ type: "longtask", buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector("[data-role=tutor]")) return;
    observer.disconnect();
    requestAnimationFrame(() => (seen.firstMs = performance.now()));
  }).observe(document, { childList: true, subtree: true });
}

/** A word for each code point. */
function wordsOf(text: string): Word[] {
  let start = 0;
  return Array.from(text, (surface) => {
    const word = { ...aWord, surface, start, end: start + surface.length };
    start = word.end;
    return word;
  });
}

const aWord = {
  reading: "ねこ",
  state: "known",
  candidates: [],
  verdict: "unchecked",
  partOfSpeech: "noun",
  meaning: "cat",
} satisfies Partial<Word>;
