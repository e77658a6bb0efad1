import type { Route } from "@playwright/test";
import { byTask } from "#test/upstream/by-task.ts";
import { expect, expectBoth, test } from "./blossom.ts";

const sentence = "市場に行った。";
/** The engine reads いちば, and the model chooses しじょう, which fits too. */
const script = byTask({
  explain: ({ lastText }) => ({
    text: lastText.includes("Only these lines")
      ? "1 [いちば] marketplace\n"
      : "0 I went to the market.\n1 [しじょう] market\n2 to\n3 went\n4 行った is past.\n",
  }),
});

test("a reading is settled by pointer and by keyboard, in every window, and stays after a reload", async ({
  page,
  context,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${blossom.url}/chat`);
  await page.locator("textarea").fill(sentence);
  await page.locator("textarea").press("Enter");
  const row = (of: typeof page) => of.getByRole("row").filter({ has: of.getByRole("rowheader", { name: /^市場/ }) });
  await expect(row(page)).toContainText("market");
  const other = await context.newPage();
  await other.goto(page.url());

  await row(page).getByRole("cell").first().getByRole("button").click();
  await expect(page.getByRole("button", { name: "Use しじょう" })).toBeVisible();
  await expectBoth(page);
  // the event that tells all windows can come before the response
  const late = async (route: Route) => {
    const response = await route.fetch();
    await expect(row(page)).toContainText("しじょう (chosen by you)");
    await route.fulfill({ response });
  };
  await page.route("**/api/readings/settle", late, { times: 1 });
  await page.getByRole("button", { name: "Use しじょう" }).click();
  for (const window of [page, other]) {
    await expect(row(window)).toContainText("しじょう (chosen by you)");
    // the learner's own message and the card's sentence
    await expect(window.locator("rt", { hasText: "しじょう" })).toHaveCount(2);
  }
  // the button that was pressed is gone
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.getByRole("button", { name: "Report" }).click();
  await expect(page.getByText(/^Copied\. The report/)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`- Sentence: ${sentence}`);

  await page.reload();
  await row(page).getByRole("cell").first().getByRole("button").press("Enter");
  await page.getByRole("button", { name: "Type the reading" }).press("Enter");
  await page.keyboard.type("itiba");
  await page.keyboard.press("Enter");
  for (const window of [page, other]) await expect(row(window)).toContainText("いちば (chosen by you)");

  await page.getByRole("button", { name: "Ask about this word" }).click();
  await expect(row(page)).toContainText("marketplace");
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(other)).toContainText("しじょう (chosen by you)");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(other)).toContainText("another reading is possible");
  await page.getByRole("button", { name: "Keep いちば" }).click();
  for (const window of [page, other]) await expect(row(window)).toContainText("いちば (chosen by you)");
});
