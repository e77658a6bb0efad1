import type { Locator } from "@playwright/test";
import { byTask } from "#test/upstream/by-task.ts";
import { expect, expectBoth, sendMessage, test } from "./blossom.ts";

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

const said = "昨日は友達と一緒に新しい映画を見に行きましたが、とても寒いでした。";
const corrected = "昨日は友達と一緒に新しい映画を見に行きましたが、とても寒かったです。";
const reply = "子供の頃は野菜を食べさせられました。温かいものを食べましたか。";

/** How far each row's button stands from the middle of its word, in pixels. */
const distances = (rows: Locator) =>
  rows.evaluateAll((all) =>
    all.map((row) => {
      const middleOf = ({ top, bottom }: DOMRect) => (top + bottom) / 2;
      const range = document.createRange();
      range.selectNode(row.querySelector("th")!.firstChild!);
      const button = row.querySelector("td:last-child button")!.getBoundingClientRect();
      return Math.abs(middleOf(button) - middleOf(range.getClientRects()[0]!));
    }),
  );

test("shows a correction whole, keeps buttons off selected text, and gives no line of a card to one button", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({
    script: byTask({ reply: { text: reply, loadMs: 200 }, correct: { text: corrected, loadMs: 200 } }),
  });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, said, "Alt+Enter");

  // one line of a phone: what the learner wrote before gives way, what is right is whole
  const correction = page.getByRole("region", { name: "Correction" });
  await expect(correction.locator("ins")).toHaveText("寒かったです");
  expect(await correction.locator("ins").evaluate((part) => part.scrollWidth - part.clientWidth)).toBe(0);
  const show = correction.getByRole("button", { name: "Show" });
  await expect(show).toBeInViewport({ ratio: 1 });
  expect((await show.boundingBox())!.height).toBeGreaterThanOrEqual(44);

  // the buttons for a selection stand over the field, and over nothing that can be read or pressed
  await page
    .locator("[data-prose] [data-living]")
    .first()
    .evaluate((sentence) => getSelection()?.selectAllChildren(sentence));
  const explain = page.getByTitle("Explain (E)");
  await expect(page.getByTitle("Save (W)")).toBeVisible();
  await expectBoth(page);
  const thread = (await page.locator("[data-pinned]").boundingBox())!;
  expect((await explain.boundingBox())!.y).toBeGreaterThan(thread.y + thread.height);
  await explain.tap();
  const card = page.getByRole("article");
  const rows = card.locator("tr:has(td:last-child button)");
  await expect(rows.first()).toBeVisible();
  await expect(rows.filter({ hasText: "食べさせられました" }).locator("td:last-child button")).toBeVisible();
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect(Math.max(...(await distances(rows)))).toBeLessThan(4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  }
});

/** What is drawn smaller than a finger. A checkbox counts with its label. */
const findSmall = () =>
  [...document.querySelectorAll("#main :is(button, select, input), nav :is(a, button)")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => (element.matches("input") ? (element.closest("label") ?? element) : element))
    .filter((element) => element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().height < 43.5)
    .map(({ outerHTML }) => outerHTML.slice(0, 200));

test("gives a finger 44 px in Settings and in the menu", async ({ page, withOllama }) => {
  const { blossom } = await withOllama();
  for (const tab of ["models", "languages", "review", "data"]) {
    await page.goto(`${blossom.url}/settings/${tab}`);
    await page.locator("#main input:visible").first().waitFor();
    expect({ tab, small: await page.evaluate(findSmall) }).toEqual({ tab, small: [] });
  }
  await page.getByRole("button", { name: "Menu", exact: true }).tap();
  await page.getByRole("link", { name: "Words", exact: true }).waitFor();
  expect(await page.evaluate(findSmall)).toEqual([]);
});
