import {
  catLines,
  composer,
  expect,
  expectInChat,
  explainWith,
  replyWith,
  sendMessage,
  test,
  textOf,
  waitForQuestion,
} from "./blossom.ts";

test.describe("without any model", () => {
  const sentences = [
    { language: "ja", text: "昨日友達と映画を見に行きました", word: "映画", reading: "えいが" },
    { language: "zh-Hans", text: "我在银行工作。", word: "银行", reading: "yínháng" },
    { language: "zh-Hant", text: "我在銀行工作。", word: "銀行", reading: "yínháng" },
    { language: "ko", text: "같이 영화 보러 갈래요?", word: "같이", reading: "가치" },
  ];
  for (const { language, text, word, reading } of sentences) {
    test(`shows a ${language} sentence as a card with words and readings`, async ({ page, start }) => {
      const blossom = await start();
      await blossom.call("PUT", "/api/settings", { learningLanguage: language });
      await page.goto(`${blossom.url}/chat`);
      await sendMessage(page, text);
      const card = page.getByRole("article", { name: `Card: ${text}` });
      // the first text of a language loads its dictionary, which takes seconds on a busy machine
      await expect(card.getByText(word, { exact: true }).first()).toBeVisible({ timeout: 20_000 });
      await expect(card.getByText(reading, { exact: true }).first()).toBeVisible();
      await expect(card.locator(`[lang="${language}"]`).first()).toBeVisible();
      await expect(page.getByText("Dictionary only: no model is set up yet.")).toBeVisible();
      await page.getByRole("link", { name: "Set up a model" }).click();
      await expect(page).toHaveURL(/\/settings/);
    });
  }
});

for (const type of ["ollama", "anthropic", "openai-compatible"] as const) {
  test(`shows a sentence as a checked card and gives the chat a title (${type})`, async ({ page, start, upstream }) => {
    const protocol = type === "openai-compatible" ? "openai" : type;
    const server = await upstream({ protocol, script: explainWith(catLines) });
    const blossom = await start(
      type === "anthropic" ? { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: server.url } : {},
    );
    const address = {
      ollama: { ollamaUrl: server.url },
      anthropic: {},
      "openai-compatible": { baseUrl: `${server.url}/v1` },
    };
    const model = server.models[0]!.name;
    await blossom.call("PUT", "/api/llm/settings", {
      provider: type,
      chatModel: model,
      titleModel: "",
      ...address[type],
    });
    await page.goto(`${blossom.url}/chat`);
    await sendMessage(page, "猫が好き。");
    const card = page.getByRole("article", { name: "Card: 猫が好き。" });
    await expect(card.getByText("I like cats.")).toBeVisible();
    await expect(card.getByText("marks what is liked")).toBeVisible();
    await expect(card.getByText("All words explained")).toBeVisible();
    await expect(page.getByText(model).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "猫の話" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "猫の話" })).toBeVisible();
    await expect(composer(page)).toBeFocused();
  });
}

test("marks a reading as in doubt when the learner wrote one that the dictionary does not know", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫(ねご)が好き。");
  await expect(page.getByText("1 reading in doubt")).toBeVisible();
  await expect(page.getByText(/The brackets say ねご; the dictionary reads ねこ/)).toBeVisible();
});

test("shows the same text and continues after a reload in the middle of an answer", async ({ page, withOllama }) => {
  const text = "むかしむかし、ある所におじいさんとおばあさんが住んでいました。";
  const { blossom } = await withOllama({ script: replyWith(text, { tokensPerSecond: 12 }) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "むかし話をしてください。", "Alt+Enter");
  for (const part of ["むかしむかし", "ある所に", "おばあさん"]) {
    await expectInChat(page, part);
    await page.reload();
    await expectInChat(page, part);
  }
  await expectInChat(page, text);
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  const prose = page.locator("[data-prose]");
  expect((await prose.allInnerTexts()).join("").split("むかしむかし")).toHaveLength(2); // once, not twice
});

test("shows the same answer in two tabs of one chat", async ({ page, context, withOllama }) => {
  const text = "いち、に、さん、し、ご、ろく、なな、はち、きゅう、じゅう。おわり。";
  const { blossom } = await withOllama({ script: replyWith(text, { tokensPerSecond: 15 }) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "count");
  await expect(page).toHaveURL(/\/chat\/.+/);
  const second = await context.newPage();
  await second.goto(page.url());
  await expectInChat(page, text);
  await expectInChat(second, text);
});

test("keeps the text so far after Stop, and stops on Escape too", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({
    script: replyWith("いちにさんしごろく", { tokensPerSecond: 20, silentAfter: 2 }),
  });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "count");
  await expectInChat(page, "いちにさんし");
  await page.getByRole("button", { name: "Stop" }).first().click();
  await expect(page.getByText("Stopped.").first()).toBeVisible();
  await expectInChat(page, "いちにさんし");
  expect(await (await waitForQuestion(ollama)).closed).toBe("client");

  await sendMessage(page, "again");
  await expect(page.getByRole("button", { name: "Stop" }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
});

test("keeps the shown text and reports an interruption when the server is killed", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({
    script: replyWith("はじめの文です。次の文", { tokensPerSecond: 30, silentAfter: 3 }),
  });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "hello there");
  await expectInChat(page, "はじめの文です。");
  await blossom.kill();
  await expectInChat(page, "はじめの文です。");
  await blossom.restart();
  await page.reload();
  await expectInChat(page, "はじめの文です。");
  await expect(page.getByText(/Interrupted/).first()).toBeVisible();
  ollama.script = replyWith("おわり。");
  await page.getByRole("button", { name: "Continue" }).click();
  await expectInChat(page, "おわり。");
  expect(await textOf(page)).toMatch(/はじめの文です。[^]*おわり。/);
});

test("shows the loading time and the words of the sentence while a slow model loads", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: explainWith(catLines, { unloaded: true, loadMs: 90_000 }) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText(/Loading gemma3:12b into memory…/).first()).toBeVisible();
  await expect(page.getByText(/\d+ s/).first()).toBeVisible();
  await expect(page.getByRole("article", { name: "Card: 猫が好き。" }).getByText("ねこ").first()).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).first().click();
  await expect(page.getByText("Stopped.").first()).toBeVisible();
});

test("says where Ollama was expected and what to do when it is not running, and Retry works once it runs", async ({
  page,
  withOllama,
}) => {
  const { blossom, ollama } = await withOllama({ script: explainWith(catLines) });
  await blossom.call("PUT", "/api/llm/settings", { ollamaUrl: "http://127.0.0.1:9" });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText(/Can't reach 127.0.0.1:9/).first()).toBeVisible();
  await blossom.call("PUT", "/api/llm/settings", { ollamaUrl: ollama.url });
  // the page may still show the old responder: then the server refuses, and the learner presses again
  await expect(async () => {
    await page.getByRole("button", { name: "Retry", exact: true }).click({ timeout: 2_000 });
    await expect(page.getByText("I like cats.")).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
});

test("shows the command that downloads a missing model", async ({ page, withOllama }) => {
  const { blossom } = await withOllama();
  await blossom.call("PUT", "/api/llm/settings", { chatModel: "no-such:1b" });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText("ollama pull no-such:1b").first()).toBeVisible();
});

test("keeps an answer that broke off, and Continue completes it", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({
    script: replyWith("はじめ。そして", { cut: { after: 2, how: "destroy" } }),
  });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "go on");
  await expectInChat(page, "はじめ。");
  ollama.script = replyWith("おわり。");
  await page.getByRole("button", { name: "Continue" }).click();
  await expectInChat(page, "おわり。");
});

test("renames a chat, deletes it and undoes the deletion", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: replyWith("はい") });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "hello");
  await expect(page.getByRole("link", { name: "猫の話" })).toBeVisible();
  await page.getByRole("button", { name: "Rename “猫の話”" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("私の題");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "私の題" })).toBeVisible();
  await page.getByRole("button", { name: "Delete “私の題”" }).click();
  await expect(page.getByRole("link", { name: "私の題" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "私の題" })).toBeVisible();
});

test("opens a sentence of the tutor as a card", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: replyWith("いいですね。猫が好き。") });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "hello");
  await page
    .getByRole("button", { name: /猫が好き。/ })
    .first()
    .click();
  await expect(page.getByText("I like cats.")).toBeVisible();
});
