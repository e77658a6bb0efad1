import type { Page } from "@playwright/test";
import { byTask } from "#test/upstream/by-task.ts";
import { composer, expect, expectAccessible, test } from "./blossom.ts";

/** The model repeats what it got of the learner's messages. */
const repeating = byTask({
  question: ({ messages }) => ({
    text: `answer to ${messages.flatMap(({ role, content }) => (role === "user" ? [content] : [])).join(" + ")}`,
  }),
});

const field = (page: Page) => page.getByRole("textbox", { name: "Edited message" });
const own = (page: Page) => page.locator("[data-role=learner]");
const words = async (page: Page) => (await own(page).allInnerTexts()).map((text) => text.split("\n").at(-1)!.trim());
const topOf = (page: Page, text: string) =>
  own(page)
    .filter({ hasText: text })
    .evaluate((element) => Math.round(element.getBoundingClientRect().top));

test("edits a message in a branch of its own, by pencil, keys, input method and finger, in two windows", async ({
  browser,
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: repeating });
  let conversationId: string | undefined;
  for (const text of ["one", "two", "three", "four"]) {
    const body = { text, ...(conversationId && { conversationId }) };
    const started = await fetch(`${blossom.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify(body),
    }).then((response) => response.json() as Promise<{ conversationId: string; generationId: string }>);
    conversationId = started.conversationId;
    await fetch(`${blossom.url}/api/generations/${started.generationId}/events`).then((log) => log.text());
  }
  await page.goto(`${blossom.url}/chat/${conversationId}`);
  const phone = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 664 } });
  const other = await phone.newPage();
  await other.goto(`${blossom.url}/chat/${conversationId}`);
  await expect(other.getByText("answer to two + three + four")).toBeVisible();

  await test.step("the pencil opens the message in a field, and Escape closes it unchanged", async () => {
    const pencil = page.getByRole("button", { name: "Edit this message" }).nth(1);
    await own(page).nth(1).hover();
    await pencil.click();
    await expect(field(page)).toBeFocused();
    await expect(field(page)).toHaveValue("two");
    await field(page).pressSequentially(", and a half");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(field(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Edit this message" }).nth(1)).toBeFocused();
  });

  await test.step("the edited text survives a reload, and an input method's Enter does not send it", async () => {
    await page.getByRole("button", { name: "Edit this message" }).nth(1).press("Enter");
    await field(page).fill("two again");
    await page.reload();
    await expect(field(page)).toHaveValue("two again");
    await field(page).focus();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Input.imeSetComposition", { text: "ねこ", selectionStart: 2, selectionEnd: 2 });
    await field(page).dispatchEvent("keydown", { key: "Escape", keyCode: 229, bubbles: true });
    // the last key before the end, as when a learner takes the word: the next Enter is then the learner's own, however soon it comes
    await page.keyboard.press("Enter");
    await expect(field(page)).toHaveValue(/ねこ/);
    await devtools.send("Input.insertText", { text: "猫" });
    await field(page).press("Shift+Enter");
    await expect(field(page)).toHaveValue(/猫\n/);
    await field(page).fill("two again");
  });

  await test.step("Enter sends it in place of the earlier version, here and in the other window", async () => {
    await field(page).press("Enter");
    await expect(composer(page)).toBeFocused();
    for (const window of [page, other]) {
      await expect(window.getByText("answer to one + two again")).toBeVisible();
      await expect.poll(() => words(window)).toEqual(["one", "two again"]);
      await expect(window.getByRole("group", { name: "Versions of this message" })).toContainText("2/2");
    }
  });

  await test.step("the pager shows the other branch, with the message at its place and the focus in the pager", async () => {
    const previous = page.getByRole("button", { name: "Previous version" });
    await previous.focus();
    const before = await topOf(page, "two again");
    await previous.press("Enter");
    await expect.poll(() => words(page)).toEqual(["one", "two", "three", "four"]);
    await expect(page.getByRole("button", { name: "Previous version" })).toBeFocused();
    expect(Math.abs((await topOf(page, "two")) - before)).toBeLessThanOrEqual(1);
    await expect.poll(() => words(other)).toEqual(["one", "two", "three", "four"]);
  });

  await test.step("a finger finds pencil and pager", async () => {
    await other.getByRole("button", { name: "Next version" }).tap();
    await expect.poll(() => words(other)).toEqual(["one", "two again"]);
    await expect.poll(() => words(page)).toEqual(["one", "two again"]);
    await other.getByRole("button", { name: "Edit this message" }).nth(0).tap();
    await expect(other.getByRole("button", { name: "Cancel" })).toBeInViewport({ ratio: 1 });
    await field(other).fill("uno");
    await other
      .getByRole("log")
      .getByRole("button", { name: /^(Explain|Reply)$/ })
      .last()
      .tap();
    for (const window of [page, other]) await expect.poll(() => words(window)).toEqual(["uno"]);
  });

  await test.step("a new answer to an earlier message begins a branch with the same words", async () => {
    await page.getByRole("button", { name: "Previous version" }).click();
    await expect.poll(() => words(page)).toEqual(["one", "two again"]);
    await page.getByRole("button", { name: "Retry from here" }).click();
    await expect.poll(() => words(page)).toEqual(["one"]);
    await expect(page.getByRole("group", { name: "Versions of this message" })).toContainText("3/3");
    await page.getByRole("button", { name: "Previous version" }).click();
    await expect.poll(() => words(page)).toEqual(["uno"]);
  });

  await test.step("↑ in the empty composer edits the last message, and Escape goes back there", async () => {
    await composer(page).focus();
    await page.keyboard.press("ArrowUp");
    await expect(field(page)).toHaveValue("uno");
    await page.keyboard.press("Escape");
    await expect(composer(page)).toBeFocused();
    await composer(page).fill("draft");
    await page.keyboard.press("ArrowUp");
    await expect(field(page)).toHaveCount(0);
  });
  await phone.close();
});
