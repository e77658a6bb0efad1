import { byTask } from "#test/upstream/by-task.ts";
import { expect, expectBoth, sendMessage, test } from "./blossom.ts";

test("offers to read a text in the language it is written in, and does so", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({
    script: byTask({
      explain: "0 I go to school.\n1 I\n2 (topic)\n3 school\n4 to\n5 go\n",
      question: "It is Korean.",
    }),
  });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "저는 학교에 갑니다.");
  await expect(page.getByText("This looks like Korean.")).toBeVisible();
  await expectBoth(page);
  await page.getByRole("button", { name: "Read as Korean" }).click();
  const card = page.getByRole("article");
  await expect(card.getByRole("rowheader", { name: "학교" })).toBeVisible({ timeout: 20_000 }); // loads Korean
  await expect(card).toContainText("I go to school.");
  await expect(page.getByText("This looks like Korean.")).toHaveCount(0);
  await expect(page.getByLabel("Learning language")).toHaveValue("ko");
  // also after a reload, in the message itself
  await page.reload();
  await expect(page.locator("[data-role=learner] [lang=ko]").first()).toContainText("학교");
  await expect(card.getByRole("rowheader", { name: "학교" })).toBeVisible();
});
