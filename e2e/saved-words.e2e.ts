import { expect, expectAccessible, test } from "./blossom.ts";

test("keeps a word from a chat, finds it on the page of words, edits, deletes and exports it", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama();
  await page.goto(`${blossom.url}/chat`);
  await page.locator("textarea").fill("昨日、友達と映画に行きました。");
  await page.locator("textarea").press("Enter");
  await page.getByRole("button", { name: "Save “映画”" }).click();
  await expect(page.getByText("Saved “映画”")).toBeVisible();

  // on a phone, the open word covers the list
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${blossom.url}/words`);
  await expectAccessible(page);
  await page.getByRole("link", { name: /映画/ }).click();
  await expect(page.getByRole("heading", { level: 2 })).toBeFocused();
  await expect(page.getByRole("link", { name: /^(From|Where)/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Notes" }).fill("with Mika");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("with Mika")).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBe(0);
  await page.goBack();

  await page.getByRole("searchbox").fill("eiga");
  await expect(page).toHaveURL(/\?q=eiga$/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await expect(page.getByText("No words match.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("checkbox", { name: "Choose “映画”" }).check();
  await page.getByRole("region", { name: "1 chosen" }).getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click();
  expect((await download).suggestedFilename()).toMatch(/\.apkg$/);
});
