import { expect, sendMessage, replyWith, test } from "./blossom.ts";

const words = ["昨日", "友達", "と", "映画", "を", "見", "に", "行き", "まし", "た", "とても", "楽しかった", "です"];
const longCard = [
  ":::card",
  `text: ${words.join("")}。`,
  "translation: Yesterday I went to see a film with a friend. It was great fun.",
  ...words.map((word) => `${word} | ${word} | noun | what ${word} means, in as many words as it takes`),
  "notes: done",
  ":::",
].join("\n");

test("keeps the top of a growing card in view on a phone, and does not scroll back once the learner scrolls", async ({
  page,
  withOllama,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { blossom } = await withOllama({ script: replyWith(longCard, { tokensPerSecond: 40 }) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, `${words.join("")}。`);
  const sentence = page.locator("article [data-readings]");
  const bubble = page.locator("[data-role=learner]");
  const thread = page.locator("[data-pinned]");
  await expect(page.getByText("what 映画 means")).toBeVisible();
  await expect(bubble).toBeInViewport();
  await expect(sentence).toBeInViewport({ ratio: 1 });
  const before = await sentence.boundingBox();
  await expect(page.getByText("what に means")).toBeAttached();
  expect((await sentence.boundingBox())?.y).toBe(before?.y);
  await expect(page.getByRole("button", { name: "To the latest" })).toBeVisible();

  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, 150);
  await expect.poll(async () => (await sentence.boundingBox())?.y).toBeLessThan((before?.y ?? 0) - 100);
  const place = await thread.evaluate(({ scrollTop }) => scrollTop);
  await expect(page.getByText("what です means")).toBeAttached();
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  expect(await thread.evaluate(({ scrollTop }) => scrollTop)).toBe(place);
  await page.getByRole("button", { name: "To the latest" }).click();
  await expect(page.getByRole("button", { name: "To the latest" })).toHaveCount(0);
});
