import fs from "node:fs";
import type { DataState } from "#shared/data.ts";
import type { WordPage } from "#shared/words/words.ts";
import { expect, expectAccessible, test } from "./blossom.ts";

test("reviews by keyboard, imports known words, takes everything to another Blossom, and brings back what was there", async ({
  page,
  start,
}) => {
  const [blossom, other] = await Promise.all([start(), start()]);
  for (const [lemma, meaning] of [
    ["公園", "park"],
    ["図書館", "library"],
  ])
    await blossom.call("POST", "/api/words", { language: "ja", lemma, meaning });
  await page.goto(`${blossom.url}/review`);
  await expect(page.getByText("公園").first()).toBeVisible();
  for (const key of ["Space", "4", "Space", "3"]) await page.keyboard.press(key);
  await page.keyboard.press("z");
  await expect(page.getByText("図書館").first()).toBeVisible(); // the last grade was taken back
  await page.keyboard.press("Space");
  await expect(page.getByText("library")).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByRole("button", { name: "Show answer" })).toHaveCount(0);

  await page.goto(`${blossom.url}/words`);
  await page.getByRole("button", { name: "Import" }).click();
  const table = { name: "known.csv", mimeType: "text/csv", buffer: Buffer.from("word,reading\n猫,ねこ\n犬,いぬ\n") };
  await page.locator("dialog input[type=file]").setInputFiles(table);
  await page.getByRole("button", { name: "Import 2 words" }).click();
  await expect(page.getByText("Imported words: 2")).toBeVisible();

  await page.goto(`${blossom.url}/settings/data`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export everything" }).click();
  const file = await (await download).path();

  await other.call("POST", "/api/words", { language: "ko", lemma: "고양이", meaning: "cat" });
  await page.goto(`${other.url}/settings/data`);
  await page
    .getByLabel("Choose an export")
    .setInputFiles({ name: "blossom.zip", mimeType: "application/zip", buffer: fs.readFileSync(file) });
  const dialog = page.getByRole("dialog", { name: "Import" });
  await expect(dialog.getByText(/4 words.*2 reviews/)).toBeVisible();
  await expectAccessible(page);
  const imported = page.waitForEvent("load"); // the page is read again
  await dialog.getByRole("button", { name: "Replace" }).click();
  const lemmas = async () =>
    (await other.call<WordPage>("GET", "/api/words?sort=oldest")).words.map(
      ({ lemma, status }) => `${lemma} ${status}`,
    );
  await expect.poll(lemmas).toEqual(["公園 learning", "図書館 learning", "猫 known", "犬 known"]);
  await imported;

  await page
    .getByRole("button", { name: /^Restore: / })
    .first()
    .click();
  const restored = page.waitForEvent("load");
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await expect.poll(lemmas).toEqual(["고양이 new"]);
  await restored;
  await page.goto(`${other.url}/words`);
  await expect(page.getByRole("link", { name: /고양이/ })).toBeVisible();
  const { backups } = await other.call<DataState>("GET", "/api/data");
  expect(backups.map(({ kind }) => kind).toSorted()).toEqual(["before-import", "before-restore"]);
});
