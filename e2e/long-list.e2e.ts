import fs from "node:fs";
import type { Page } from "@playwright/test";
import { seedFolder } from "#test/seed-conversations.ts";
import { expect, replyWith, test } from "./blossom.ts";

const count = 1_000;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const scroller = (page: Page) => page.locator(".layout > .rail");
/** Where a chat of the list stands on the screen; null if it is not drawn. */
const topOf = (page: Page, n: number) =>
  page.evaluate((id) => document.querySelector(`[data-chat="${id}"]`)?.getBoundingClientRect().top ?? null, idOf(n));
const listed = (page: Page, n: number) => page.locator(`[data-chat="${idOf(n)}"]`);

test("keeps the place in a list of 1,000 chats when one from below moves to the top and one above is deleted", async ({
  page,
  start,
  upstream,
}) => {
  const folder = seedFolder(Array.from({ length: count }, (_, n) => ({ id: idOf(n), title: `猫 ${n}`, exchanges: 0 })));
  const ollama = await upstream({ protocol: "ollama", script: replyWith("はい。") });
  const blossom = await start({ BLOSSOM_DIR: folder });
  await blossom.call("PUT", "/api/llm/settings", {
    provider: "ollama",
    ollamaUrl: ollama.url,
    chatModel: "gemma3:12b",
  });
  await page.goto(`${blossom.url}/chat`);
  await expect(listed(page, count - 1)).toBeVisible();

  const reader = 500;
  await scroller(page).evaluate((box) => (box.scrollTop = box.scrollHeight / 2));
  await expect(listed(page, reader)).toBeAttached(); // the rows up to here are loaded now
  await listed(page, reader).evaluate((row) => row.scrollIntoView({ block: "center" }));
  await expect(listed(page, reader)).toBeInViewport();
  const top = await topOf(page, reader);
  const drawn = await page.locator("[data-chat]").count();
  expect(drawn).toBeLessThan(100);

  // one from below goes to the top, and the heights of the gaps show it
  const height = () => scroller(page).evaluate((box) => box.scrollTop);
  const scrolled = await height();
  await fetch(`${blossom.url}/api/chat`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify({ text: "犬が好き。", task: "reply", language: "ja", conversationId: idOf(3) }),
  });
  await expect.poll(height).toBeGreaterThan(scrolled);
  expect(await topOf(page, reader)).toBeCloseTo(top!, 0);
  await blossom.call("DELETE", `/api/conversations/${idOf(count - 2)}`);
  await expect.poll(height).toBe(scrolled);
  expect(await topOf(page, reader)).toBeCloseTo(top!, 0);
  fs.rmSync(folder, { recursive: true, force: true });
});
