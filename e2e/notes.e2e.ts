import { buildWordAt } from "#test/builders.ts";
import { storeConversations } from "#test/store-conversations.ts";
import { expect, test } from "./blossom.ts";

const text = "猫が好き。";
const note =
  "**好き** is an adjective:\n\n- 犬が好き means that I like dogs\n- 図書館が好き means that I like libraries";

test("draws bold words and lists in a note, and looks up its words", async ({ page, start }) => {
  const blossom = await start();
  const words = [buildWordAt(text, 0, 1, { reading: "ねこ" })];
  const [id] = storeConversations(blossom.dataDir, [
    { asked: text, card: { text, words, translation: "I like cats.", note } },
  ]);
  await page.goto(`${blossom.url}/chat/${id}`);
  const card = page.getByRole("article");
  await expect(card.locator("strong", { hasText: "好" })).toHaveCSS("font-weight", /[6-9]00/);
  await expect(card.getByRole("listitem").filter({ hasText: "I like" })).toHaveCount(2);
  await expect(card).not.toContainText("**");
  const word = card.getByRole("listitem").locator("[data-word]").filter({ hasText: "館" });
  await expect(word.locator("rt").first()).toBeVisible({ timeout: 20_000 }); // loads Japanese
  await word.click();
  await expect(page.getByRole("dialog")).toContainText("library");
});
