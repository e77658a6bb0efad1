import fs from "node:fs";
import { byTask } from "#test/upstream/by-task.ts";
import { expect, expectAccessible, test } from "./blossom.ts";

test("practises saved words, asks for a simpler version, and saves the chat as a file", async ({
  page,
  withOllama,
}) => {
  const reply = "公園で珍しい鳥を観察しました。憂鬱な天気でした。";
  const { blossom, ollama } = await withOllama({ script: byTask({ reply }) });
  for (const lemma of ["公園", "図書館"])
    await blossom.call("POST", "/api/words", { language: "ja", lemma, meaning: "a place" });
  await page.goto(`${blossom.url}/tutor`);
  await expect(page.getByRole("button", { name: "Chat with these words" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Chat with these words" }).press("Enter");

  await expect(page.getByText("words above your level")).toBeVisible();
  await expect(page.getByText("公園(used)")).toBeAttached();
  ollama.script = byTask({ reply: "昨日、山に行きました。" });
  await page.getByRole("button", { name: "Simpler, please" }).press("Enter");
  await expect(page.getByText("This reply uses none of your words.")).toBeVisible();
  await expect(page.getByText("2/2")).toBeVisible();
  await expectAccessible(page);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Save “.*” as a file$/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("猫の話.md");
  expect(fs.readFileSync(await file.path(), "utf8")).toContain("昨日、山に行きました。");
});
