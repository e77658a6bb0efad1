import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { catLines, composer, expect, expectInChat, explainWith, replyWith, sendMessage, test } from "./blossom.ts";

const chip = (page: Page) => page.getByTitle("Choose a model");
/** The line that names the model of a turn; the first turn is 1. */
const responderOf = (page: Page, turn: number) => page.locator("[data-made-by]").nth(turn - 1);

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  expect(found).toEqual([]);
}

test("switches provider and model in the middle of a conversation, and names the model of each turn", async ({
  page,
  start,
  upstream,
}) => {
  const ollama = await upstream({ protocol: "ollama", script: replyWith("Ollamaです。") });
  const anthropic = await upstream({ protocol: "anthropic", script: replyWith("Claudeです。") });
  const blossom = await start({ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: anthropic.url });
  const local = { provider: "ollama", ollamaUrl: ollama.url, chatModel: "gemma3:12b" };
  await blossom.call("PUT", "/api/llm/settings", local);

  await page.goto(`${blossom.url}/chat`);
  // the field sends nothing while an answer is being written
  const ask = async (text: string, turn: number) => {
    await sendMessage(page, text);
    await expect(page.locator("[data-made-by]")).toHaveCount(turn);
    await expect(page.getByTitle("Explain (Enter)")).toBeVisible();
  };
  await ask("who are you?", 1);
  await expectInChat(page, "Ollamaです。");

  const choose = async (provider: string, model: string, id = model) => {
    await chip(page).click();
    const menu = page.getByRole("dialog", { name: "Model" });
    await menu.getByRole("region", { name: provider }).getByRole("button", { name: model }).click();
    await expect(menu).toBeHidden();
    await expect(chip(page)).toContainText(id);
  };
  await choose("Anthropic", "Claude Opus 5.5", "claude-opus-5-5");
  await ask("and now?", 2);
  await expectInChat(page, "Claudeです。");
  await choose("Ollama", "qwen3:8b");
  await ask("and now?", 3);
  await expect(page.getByRole("button", { name: "Ollamaです。" })).toHaveCount(2);

  await page.reload();
  await expect(responderOf(page, 1)).toContainText("gemma3:12b · on this computer");
  await expect(responderOf(page, 2)).toContainText("claude-opus-5-5");
  await expect(responderOf(page, 3)).toContainText("qwen3:8b · on this computer");
  // a model gets the earlier turns, whichever model answered them
  const { body } = await anthropic.waitForRequest("/v1/messages");
  expect(JSON.stringify(body)).toContain("Ollamaです。");
  expect(JSON.stringify(ollama.requests)).not.toContain("test-key");

  await responderOf(page, 2).press("Enter");
  const details = page.locator("dl");
  await expect(details).toContainText(`It went to the gateway at 127.0.0.1:${anthropic.port}.`);
  await expect(details).toContainText("Anthropic");
  await expect(details).toContainText(/Tokens[\d,]+ in, [\d,]+ out/);
  await expect(details).toContainText(/Costabout \$0\.\d+/);
  await expectAccessible(page);
  await chip(page).click();
  const current = page.getByRole("dialog").getByRole("button", { name: /^qwen3:8b/ });
  await expect(current).toHaveAttribute("aria-current", "true");
  await expectAccessible(page);
});

test("downloads a missing model inside the failed message and then answers (F13)", async ({ page, withOllama }) => {
  const half = Promise.withResolvers<void>();
  const { blossom, ollama } = await withOllama({
    models: ["gemma3:4b"],
    script: explainWith(catLines),
    pull: { layers: [8e9], steps: 8, pace: (bytes) => (bytes < 4e9 ? undefined : half.promise) },
  });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText("ollama pull gemma3:12b")).toBeVisible();
  await page.getByRole("button", { name: "Download gemma3:12b (8.1 GB)" }).click();
  const bar = page.getByRole("progressbar", { name: "Download of gemma3:12b" });
  await expect(bar).toHaveAttribute("value", /^0\.[45]/);
  await expectAccessible(page);
  // the server owns the download: after a reload the page shows the same bar and still gets the answer
  await page.reload();
  await expect(bar).toHaveAttribute("value", /^0\.[45]/);
  half.resolve();
  await expect(page.getByText("I like cats.")).toBeVisible();
  await expect(page.getByText("All words explained")).toBeVisible();
  await expect(page.locator("[data-note]")).toHaveCount(0);
  expect(ollama.models.map(({ name }) => name)).toContain("gemma3:12b");
});

test("answers with another model at one press when a model is missing", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ models: ["gemma3:4b", "qwen3:8b"], script: explainWith(catLines) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await page.getByRole("button", { name: "Answer with gemma3:4b" }).click();
  await expect(page.getByText("I like cats.")).toBeVisible();
  await expect(responderOf(page, 1)).toContainText("gemma3:4b");
  await expect(chip(page)).toContainText("gemma3:4b");
});

test("shows how full a small context window is, which turn will be left out, and which one was (F25)", async ({
  page,
  withOllama,
}) => {
  // no character twice, because a repetition would end the reply, and none that the scripted server counts as rare
  const reply = Array.from({ length: 1_000 }, (_, index) => String.fromCodePoint(0x4e00 + 16 * index)).join("");
  const { blossom, ollama } = await withOllama({ script: replyWith(reply) });
  const window = { provider: "ollama", model: "gemma3:12b", contextTokens: 4_096 };
  await blossom.call("PUT", "/api/llm/models/settings", window);
  await page.goto(`${blossom.url}/chat`);
  const meter = page.getByRole("button", { name: /^Context: about/ });
  await expect(meter).toHaveCount(0);
  for (const [index, text] of ["one", "two", "three"].entries()) {
    await sendMessage(page, text);
    await expect(page.locator("[data-made-by]")).toHaveCount(index + 1);
    await expect(page.getByTitle("Explain (Enter)")).toBeVisible();
  }
  await expect(meter).toHaveAccessibleName(/^Context: about 3(\.\d)?K of 4K tokens$/);
  await meter.click();
  await expect(page.getByText("Reserved for the answer")).toBeVisible();

  const long = "長".repeat(600);
  await composer(page).fill(long);
  await expect(page.getByText("The context is full: the oldest turn will be left out.").first()).toBeVisible();
  await expectAccessible(page);
  await composer(page).press("Alt+Enter"); // Reply: an explanation sends no earlier turns
  await expect(page.getByText("The oldest turn was left out because the model's context is full.")).toBeVisible();
  const asked = ollama.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => JSON.stringify(body));
  const last = asked.findLast((body) => body.includes(long))!;
  expect(last).not.toContain('"one"');
  expect(last).toContain('"two"');

  await composer(page).fill("長".repeat(3_700));
  await expect(page.getByText(/^Too long for gemma3:12b: about 3\.6K tokens, with room for/)).toBeVisible();
});

test("names the fallback that answered, the chosen model and the reason", async ({ page, start, upstream }) => {
  const ollama = await upstream({ protocol: "ollama" });
  const anthropic = await upstream({ protocol: "anthropic", script: replyWith("代わりに答えます。") });
  const blossom = await start({ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: anthropic.url });
  await blossom.call("PUT", "/api/llm/settings", {
    provider: "ollama",
    ollamaUrl: ollama.url,
    chatModel: "gemma3:12b",
    fallback: { providers: ["anthropic"], allowRemote: true },
  });
  await ollama.close();
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "hello");
  await expectInChat(page, "代わりに答えます。");
  await expect(
    page.getByText("gemma3:12b couldn't be reached, so Blossom switched to claude-sonnet-5-5."),
  ).toBeVisible();
  await expect(responderOf(page, 1)).toContainText("claude-sonnet-5-5");
  await expectAccessible(page);
});

test("marks a cloud model, asks for consent in the menu, and says where its turn was sent", async ({
  page,
  withOllama,
}) => {
  const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
  const { blossom } = await withOllama({ models: ["gemma3:12b", cloud], script: replyWith("はい。") });
  await page.goto(`${blossom.url}/chat`);
  await chip(page).click();
  await page.getByRole("button", { name: /^gpt-oss:120b-cloud/ }).click();
  await expect(page.getByText(/runs in the cloud: your messages/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Agree and use it" }).click();
  await expect(chip(page)).toContainText("gpt-oss:120b-cloud · in the cloud");
  await sendMessage(page, "hello");
  await expect(responderOf(page, 1)).toContainText("in the cloud");
  await responderOf(page, 1).click();
  await expect(page.getByText(/, and from there to the provider's cloud\.$/)).toBeVisible();
});

test("warns before sending a picture to a model that cannot see, and answers with another model at one press", async ({
  page,
  withOllama,
}) => {
  const { blossom, ollama } = await withOllama({ script: replyWith("猫ですね。") });
  await blossom.call("PUT", "/api/llm/settings", { chatModel: "qwen3:8b" });
  await page.goto(`${blossom.url}/chat`);
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 60 } });
  await page.getByLabel("Add a picture").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: picture });
  await expect(page.getByText("qwen3:8b can't see pictures.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Reply", exact: true }).click();
  await page.getByRole("button", { name: "Answer with gemma3:12b" }).click();
  await expectInChat(page, "猫ですね。");
  const seen = ollama.requests.findLast(({ body }) => JSON.stringify(body).includes('"images"'));
  expect(seen?.body).toMatchObject({ model: "gemma3:12b" });
});

test("keeps the draft and the page when Blossom is gone, and recovers after a restart", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: replyWith("はい。") });
  await page.goto(`${blossom.url}/chat`);
  await expect(chip(page)).toBeVisible();
  await blossom.kill();
  await composer(page).fill("昨日");
  await chip(page).click();
  await composer(page).press("Enter");
  await expect(page.getByRole("alert")).toContainText("Blossom isn't running");
  await expect(page.getByRole("status").getByText("Blossom isn't running")).toBeVisible(); // also if nothing is sent
  await expect(chip(page)).toContainText("not checked yet");
  await expect(composer(page)).toHaveValue("昨日");
  await blossom.restart();
  await page.getByRole("button", { name: "Try again" }).click();
  await expectInChat(page, "はい。");
  await expect(page.getByRole("button", { name: /^Context: about/ })).toBeVisible();
  await chip(page).click();
  await expect(page.getByRole("dialog", { name: "Model" })).toBeVisible();
});
