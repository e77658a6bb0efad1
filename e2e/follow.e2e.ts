import { expect, expectAccessible, explainWith, sendMessage, test } from "./blossom.ts";

const sentence = "昨日友達と映画を見に行きました";
const lines = [
  "0 Yesterday I went to see a film with a friend. It was great fun.",
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (number) => `${number} meaning ${number}, in as many words as it takes to fill a line`,
  ),
  "9 done",
].join("\n");

test("keeps the top of a growing card in view on a phone, and does not scroll back once the learner scrolls", async ({
  page,
  withOllama,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { blossom } = await withOllama({ script: explainWith(lines, { tokensPerSecond: 40 }) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, sentence);
  const shown = page.locator("article [data-living]");
  const bubble = page.locator("[data-role=learner]");
  const thread = page.locator("[data-pinned]");
  await expect(page.getByText("meaning 2,")).toBeVisible();
  await expect(bubble).toBeInViewport();
  await expect(shown).toBeInViewport({ ratio: 1 });
  const before = await shown.boundingBox();
  await expect(page.getByText("meaning 6,")).toBeAttached();
  expect((await shown.boundingBox())?.y).toBe(before?.y);
  await expect(page.getByRole("button", { name: "To the latest" })).toBeVisible();

  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, 150);
  await expect.poll(async () => (await shown.boundingBox())?.y).toBeLessThan((before?.y ?? 0) - 100);
  const place = await thread.evaluate(({ scrollTop }) => scrollTop);
  await expect(page.getByText("meaning 8,")).toBeAttached();
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  expect(await thread.evaluate(({ scrollTop }) => scrollTop)).toBe(place);
  await page.getByRole("button", { name: "To the latest" }).click();
  await expect(page.getByRole("button", { name: "To the latest" })).toHaveCount(0);
});

for (const height of [672, 844]) {
  test(`shows the button to the latest where it covers nothing, at 390×${height}`, async ({ page, withOllama }) => {
    await page.setViewportSize({ width: 390, height });
    const { blossom } = await withOllama({ script: explainWith(lines) });
    await page.goto(`${blossom.url}/chat`);
    await sendMessage(page, sentence);
    await expect(page.getByText("9 done").or(page.getByText("meaning 8,"))).toBeAttached();
    await expect(page.getByTitle("Explain (Enter)")).toBeVisible();
    const thread = page.locator("[data-pinned]");
    const button = page.getByRole("button", { name: "To the latest" });
    const end = await thread.evaluate((box) => box.scrollHeight - box.clientHeight);
    await page.mouse.move(200, 400);
    // a card's own buttons pass below the place where the button stands
    for (let top = end; top > end - 240; top -= 40) {
      await page.mouse.wheel(0, -40);
      await expect.poll(() => thread.evaluate((box) => box.scrollTop)).toBeLessThan(top);
      if (!(await button.isVisible())) continue;
      const [above, own, below] = [
        await thread.boundingBox(),
        await button.boundingBox(),
        await page.locator("form").boundingBox(),
      ];
      expect(own!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
      expect(own!.y + own!.height).toBeLessThanOrEqual(below!.y);
    }
    await expectAccessible(page);
    await button.click();
    await expect(button).toHaveCount(0);
    await expect(page.getByTitle("Explain (Enter)")).toBeInViewport({ ratio: 1 });
  });
}
