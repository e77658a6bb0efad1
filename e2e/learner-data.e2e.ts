import fs from "node:fs";
import type { DataState } from "#shared/data.ts";
import type { WordPage } from "#shared/words/words.ts";
import { type Blossom, expect, expectAccessible, test } from "./blossom.ts";

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
  const lemmasAt = async (one: Blossom) =>
    (await one.call<WordPage>("GET", "/api/words?sort=oldest")).words.map(({ lemma, status }) => `${lemma} ${status}`);
  const question = page.getByRole("button", { name: "Show answer" });
  /** Presses until the server has it: a key that comes while a grade is saved does nothing. */
  const press = (key: string, expected: string[]) =>
    expect(async () => {
      if (key !== "z" && (await question.isVisible())) await page.keyboard.press("Space");
      await page.keyboard.press(key);
      await expect.poll(() => lemmasAt(blossom), { timeout: 2_000 }).toEqual(expected);
    }).toPass();
  await expect(question).toBeVisible();
  await press("4", ["公園 learning", "図書館 new"]);
  await press("3", ["公園 learning", "図書館 learning"]);
  await press("z", ["公園 learning", "図書館 new"]); // takes the last grade back
  await expect(question).toBeVisible();
  await press("4", ["公園 learning", "図書館 learning"]);

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
  const lemmas = () => lemmasAt(other);
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
