import {
  composer,
  expect,
  expectInChat,
  questionsTo,
  sendMessage,
  replyWith,
  test,
  waitForQuestion,
} from "./blossom.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

test("does not send on Enter while an input method is composing", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({ script: replyWith("はい") });
  await page.goto(`${blossom.url}/chat`);
  await composer(page).focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: "ねこ", selectionStart: 2, selectionEnd: 2 });
  await page.keyboard.press("Enter"); // confirms the candidate
  await expect(composer(page)).toHaveValue(/ねこ/);
  // input methods on Windows and in Safari send this key after the end of the composition
  await composer(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  expect(page.url()).toMatch(/\/chat$/);
  expect(questionsTo(ollama)).toEqual([]);
  await devtools.send("Input.insertText", { text: "猫" });
  await expect(composer(page)).toHaveValue(/猫/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/chat\/.+/);
});

test("breaks the line on Shift+Enter and sends on Ctrl+Enter", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: replyWith("はい") });
  await page.goto(`${blossom.url}/chat`);
  await composer(page).focus();
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await expect(composer(page)).toHaveValue("one\ntwo");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("log")).toContainText("one");
  await expect(composer(page)).toHaveValue("");
});

test("keeps a draft per conversation after a reload and after a failed send", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: replyWith("はい") });
  await page.goto(`${blossom.url}/chat`);
  await composer(page).fill("a draft of a new chat");
  await page.reload();
  await expect(composer(page)).toHaveValue("a draft of a new chat");
  await composer(page).fill("");
  await sendMessage(page, "hello");
  await expectInChat(page, "はい");
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0); // the answer has ended, and a message can be sent
  await composer(page).fill("a draft in this one");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(composer(page)).toHaveValue("");
  await page.goBack();
  await expect(composer(page)).toHaveValue("a draft in this one");
  await blossom.kill();
  await composer(page).press("Enter");
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(composer(page)).toHaveValue("a draft in this one");
  await blossom.restart();
  await composer(page).press("Enter");
  await expect(page.getByRole("log")).toContainText("a draft in this one");
});

test("picks, shows, removes and sends pictures, and refuses a file that is not a picture", async ({
  page,
  withOllama,
}) => {
  const { blossom, ollama } = await withOllama({ script: replyWith("春") });
  await page.goto(`${blossom.url}/chat`);
  const input = page.locator("input[type=file]");
  await input.setInputFiles({ name: "a.png", mimeType: "image/png", buffer: png });
  await page.getByRole("button", { name: "Remove picture 1" }).click();
  await input.setInputFiles({ name: "b.png", mimeType: "image/png", buffer: Buffer.from("<html>") });
  await expect(page.getByText(/Can't read b.png as a picture/)).toBeVisible();
  await input.setInputFiles({ name: "c.png", mimeType: "image/png", buffer: png });
  await expect(page.getByRole("img", { name: "Picture 1" })).toBeVisible();
  await sendMessage(page, "what does it say?");
  const request = await waitForQuestion(ollama);
  const { messages } = request.body as { messages: { images?: string[] }[] };
  expect(messages.at(-1)?.images?.[0]).toMatch(/^\/9j\//); // a JPEG, without a data: prefix
});
