import { byTask } from "#test/upstream/by-task.ts";
import { composer, expect, expectAccessible, test } from "./blossom.ts";

const reply = "市場で温かいものを食べましたか。";

test("keeps one message until the answer ends, finds it by reading and by meaning with Ctrl+K, and pins its chat", async ({
  page,
  withOllama,
}) => {
  const gate = Promise.withResolvers<void>();
  const { blossom } = await withOllama({
    script: byTask({
      reply: { text: reply, ready: gate.promise },
      explain: "0 I visited the reading place.\n1 library\n2 to\n3 went\n",
    }),
  });
  await page.goto(`${blossom.url}/chat`);
  await composer(page).fill("昨日は寒かったです。");
  await page.keyboard.press("Alt+Enter");
  await expect(page.getByTitle("Stop (Esc)")).toBeVisible();

  await composer(page).fill("図書館に行きました。");
  await page.keyboard.press("Alt+Enter"); // the other verb: Explain
  const waiting = page.getByRole("region", { name: "Waiting message" });
  await expect(waiting).toContainText("図書館");
  await expect(composer(page)).toHaveValue("");
  await expectAccessible(page);
  gate.resolve();
  await expect(waiting).toHaveCount(0);
  await expect(page.locator("[data-role=learner]")).toHaveCount(2);
  await expect(page.getByText("I visited the reading place.")).toBeVisible();

  await page.getByRole("link", { name: "猫の話" }).hover(); // shows its buttons
  await page.getByRole("button", { name: "Pin “猫の話”" }).click();
  await expect(page.getByRole("button", { name: "Unpin “猫の話”" })).toBeVisible();
  await page.getByRole("link", { name: "New chat" }).click();

  await page.keyboard.press("Control+k");
  const field = page.getByRole("searchbox", { name: "Search chats, cards and words" });
  const results = page.locator("[data-result]");
  await expect(field).toBeFocused();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: "としょかん", selectionStart: 5, selectionEnd: 5 });
  await page.keyboard.press("Enter"); // takes the input method's word, and opens nothing
  await expect(page).toHaveURL(/\/chat$/);
  await devtools.send("Input.insertText", { text: "としょかん" });
  await expect(results.filter({ hasText: "図書館" })).toHaveCount(1);
  await expectAccessible(page);
  await field.fill("reading place");
  await expect(results.filter({ hasText: "I visited the reading place." })).toHaveCount(1);
  await field.fill("いちば");
  await expect(results.filter({ hasText: "市場" })).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/chat\/.+/);
  await expect(page.locator("[data-found]")).toContainText("温");
});
