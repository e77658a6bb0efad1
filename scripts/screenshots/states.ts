import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { UpstreamModel } from "#test/upstream/models.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import type { Stage } from "./stage.ts";

/** Plays a state. Returns selectors of elements that are not compared, such as times. */
type State = (stage: Stage) => Promise<string[] | void>;

const card = `:::card
text: 猫が好き。
translation: I like cats.
猫 | ねこ | noun | cat
が | が | particle | marks what is liked
好き | すき | adjective | liked
notes: 好き is an adjective, so it takes が.
:::
`;
const prose = `はい。**いいですね。** Here is [a page](https://example.com/a).

## A heading

- 猫が好きです。 means *I like cats.*
- \`code\`

| day | what |
| --- | --- |
| Monday | read |

> quoted

\`\`\`
block
\`\`\`
`;
const fix = `:::fix
original: 昨日は映画を見ます。
corrected: 昨日は映画を見ました。
reason: 昨日 is past, so the verb is 見ました.
:::
`;
const gemma: UpstreamModel = {
  name: "gemma3:12b",
  sizeBytes: 8_149_190_253,
  parameters: "12.2B",
  quantisation: "Q4_K_M",
  contextLength: 131_072,
  capabilities: ["completion", "vision"],
};
const qwen = { ...gemma, name: "qwen3:8b", sizeBytes: 5_225_388_164, capabilities: ["completion", "thinking"] };
const cloud: UpstreamModel = {
  name: "gpt-oss:120b-cloud",
  sizeBytes: 384,
  capabilities: ["completion"],
  remoteHost: "https://ollama.com:443",
};
const all = [gemma, qwen, cloud];

const replyWith = (reply: Reply) => {
  return ({ system }: ChatRequest): Reply => (/title/i.test(system) ? { text: "猫の話" } : reply);
};
/** A chat with this answer. */
const answered = async (stage: Stage, reply: Reply, text = "猫が好き。", shown: string | RegExp = /gemma3:12b · /) => {
  await stage.withOllama({ models: all, script: replyWith(reply) });
  await stage.open();
  await stage.send(text);
  await stage.sees(shown);
  await stage.page.getByRole("link", { name: "猫の話" }).waitFor();
  await stage.page.waitForTimeout(1_500); // waits for the parts that load later
};
/** The card of a sentence that only the engine has read. */
const withoutModel = async (stage: Stage, learningLanguage: LearningLanguage, text: string) => {
  await stage.start();
  await stage.call("PUT", "/api/settings", { welcomed: true, learningLanguage });
  await stage.open();
  await stage.send(text);
  await stage.page.locator("article table").waitFor();
  await stage.page.waitForTimeout(1_500);
};
const settings = async (stage: Stage, shown: string | RegExp) => {
  await stage.open("/settings/models");
  await stage.sees(shown);
  await stage.page.waitForTimeout(1_000);
};

const chats: Record<string, State> = {
  async "empty-chat"(stage) {
    await stage.withOllama();
    await stage.open();
    await stage.sees("gemma3:12b");
  },
  async "empty-chat-ko"(stage) {
    await stage.withOllama();
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "ko", learningLanguage: "zh-Hant" });
    await stage.open();
    await stage.sees("gemma3:12b");
  },
  async "no-model"(stage) {
    await stage.start();
    await stage.call("PUT", "/api/settings", { welcomed: true });
    await stage.open();
    await stage.send("昨日友達と映画を見に行きました");
    await stage.sees(/From the dictionary only/);
    await stage.page.waitForTimeout(1_500);
  },
  "no-model-zh-hans": (stage) => withoutModel(stage, "zh-Hans", "银行的行长得马上去开会，还要把书还给我朋友。"),
  "no-model-zh-hant": (stage) => withoutModel(stage, "zh-Hant", "謝謝你的禮物，我覺得這條褲子很漂亮。"),
  "no-model-ko": (stage) => withoutModel(stage, "ko", "저는 어제 학교에서 친구를 만났는데 날씨가 추웠어요."),
  "no-model-ja": (stage) => withoutModel(stage, "ja", "十分くらい遅刻しそうだから、先に食べちゃってください。"),
  async streaming(stage) {
    await stage.withOllama({ script: replyWith({ text: `はい。\n\n${card}`, silentAfter: 30 }) });
    await stage.open();
    await stage.send("猫が好き。");
    await stage.sees("cat");
    return ["p:has(> span[aria-hidden] + span)"];
  },
  "card-done": (stage) => answered(stage, { text: card }),
  "card-conflict": (stage) =>
    answered(stage, { text: `Look:\n\n${card.replace("ねこ", "いぬ")}` }, "猫が好き。", /in doubt/),
  async "card-asked-again"(stage) {
    await answered(stage, { text: card.replace("ねこ", "いぬ") }, "猫が好き。", /in doubt/);
    await stage.press(/Ask again/);
    await stage.page.waitForTimeout(1_500);
  },
  markdown: (stage) => answered(stage, { text: prose }, "hello"),
  async "sentence-opened"(stage) {
    await answered(stage, { text: "猫が好きです。 And more in English." }, "hello");
    await stage.page.getByRole("button", { name: "猫が好きです。" }).click();
    await stage.page.waitForTimeout(2_000);
  },
  fix: (stage) => answered(stage, { text: fix }, "昨日は映画を見ます。"),
  async "lesson-zh-ja"(stage) {
    await stage.withOllama({ script: (request) => ({ ...answerFor(request), tokensPerSecond: 900 }) });
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "ja", learningLanguage: "zh-Hans" });
    await stage.open();
    await stage.send(languages["zh-Hans"].examples[0]!);
    await stage.sees(/gemma3:12b · /);
    await stage.page.waitForTimeout(3_000);
  },
  async "made-by"(stage) {
    await answered(stage, { text: card });
    await stage.page
      .locator("article")
      .getByText(/gemma3:12b · /)
      .click();
    await stage.page.locator("dl").first().waitFor();
    return ["dl dd"];
  },
  cut: (stage) => answered(stage, { text: "はい。これは途中で", finish: "length" }, "hello", /Continue/),
  async stopped(stage) {
    await stage.withOllama({ script: replyWith({ text: "いちにさんしごろく", silentAfter: 2 }) });
    await stage.open();
    await stage.send("count");
    await stage.sees("いちにさんし");
    await stage.press("Stop");
    await stage.sees("Stopped.");
  },
  async "raw-block"(stage) {
    await answered(stage, { text: '{"text": "猫", "words": [' }, "hello");
  },
  async "context-meter"(stage) {
    await answered(stage, { text: "はい。" }, "hello");
    await stage.press(/^Context: about/);
    await stage.sees("Kept for the answer");
    await stage.page.locator("textarea").fill("次のメッセージ");
    await stage.page.waitForTimeout(1_000);
  },
  async pictures(stage) {
    await stage.withOllama({ models: all });
    await stage.call("PUT", "/api/llm/settings", { chatModel: "qwen3:8b" });
    await stage.open();
    const buffer = await stage.page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 60 } });
    const picture = { mimeType: "image/png", buffer };
    await stage.page.locator("input[type=file]").setInputFiles({ ...picture, name: "a.png" });
    await stage.sees(/cannot see pictures/);
  },
  async "model-menu"(stage) {
    await stage.withOllama({ models: all });
    await stage.open();
    await stage.page.getByTitle("Choose who answers").click();
    await stage.press(/^gpt-oss/);
    await stage.sees(/runs on somebody else/);
  },
  async keys(stage) {
    await stage.withOllama();
    await stage.open();
    await stage.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await stage.page.keyboard.press("?");
    await stage.sees("Stop the answer");
  },
  async rename(stage) {
    await answered(stage, { text: "はい。" }, "hello");
    await stage.press(/^Rename/);
  },
  async "delete-toast"(stage) {
    await answered(stage, { text: "はい。" }, "hello");
    await stage.press(/^Delete/);
    await stage.sees("Undo");
  },
  async drawer(stage) {
    await answered(stage, { text: "はい。" }, "hello");
    await stage.page.setViewportSize({ width: 390, height: 844 });
    await stage.press("Menu");
    await stage.page.waitForTimeout(500);
  },
  async "missing-chat"(stage) {
    await stage.withOllama();
    await stage.open("/chat/nothing");
    await stage.page.waitForTimeout(1_500);
  },
  async "no-page"(stage) {
    await stage.withOllama();
    await stage.open("/nothing");
  },
  async demo(stage) {
    const ollama = await stage.upstream({ protocol: "ollama", script: (asked) => answerFor(asked) });
    await stage.start({ BLOSSOM_DEMO: ollama.url });
    await stage.open();
    await stage.sees("Welcome to Blossom");
    await stage.page.waitForTimeout(1_000);
  },
};

const failure = (reply: Reply, shown: RegExp, models: UpstreamModel[] = all): State => {
  return async (stage) => {
    await stage.withOllama({ models, script: replyWith(reply) });
    await stage.open();
    await stage.send("猫が好き。");
    await stage.sees(shown);
    await stage.page.waitForTimeout(1_500);
  };
};
const failures: Record<string, State> = {
  "failure-missing": failure({}, /ollama pull/, [qwen]),
  "failure-memory": failure(
    { status: 500, error: "model requires more system memory (9 GiB) than is available" },
    /memory/,
  ),
  "failure-overflow": failure({ status: 400, error: "input length exceeds the context length" }, /Retry|Try again/),
  "failure-limited": failure({ status: 429, error: "slow down", headers: { "retry-after": "7200" } }, /Retry in/),
  async "failure-away"(stage) {
    const ollama = await stage.withOllama();
    await stage.open();
    await ollama.close();
    await stage.send("hello");
    await stage.sees("Open Settings");
    await stage.page.waitForTimeout(1_500);
  },
};

const setups: Record<string, State> = {
  async "settings-ollama"(stage) {
    await stage.withOllama({ models: all, loaded: ["gemma3:12b"] });
    await settings(stage, "Models on this server");
  },
  async "settings-ollama-ja"(stage) {
    await stage.withOllama({ models: all });
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "ja" });
    await settings(stage, /^gpt-oss:120b-cloud$/);
  },
  async "settings-model-row"(stage) {
    await stage.withOllama({ models: all });
    await settings(stage, "Models on this server");
    await stage.press("More about gemma3:12b");
    await stage.press("Delete…");
    await stage.page.waitForTimeout(500);
  },
  async "settings-cloud-consent"(stage) {
    await stage.withOllama({ models: all });
    await settings(stage, "Models on this server");
    await stage.press(/^Use gpt-oss/);
    await stage.page.getByRole("dialog").waitFor();
  },
  async "settings-lights"(stage) {
    await stage.withOllama({ models: all, script: replyWith({ text: "I like cats." }) });
    await settings(stage, "Models on this server");
    await stage.press("Try it");
    await stage.page.waitForTimeout(3_000);
    await stage.page
      .getByRole("button", { name: "Try it" })
      .or(stage.page.getByRole("button", { name: /again/ }))
      .first()
      .scrollIntoViewIfNeeded();
    return ["li:has(> p > svg) > small"];
  },
  async "settings-down"(stage) {
    const ollama = await stage.withOllama({ models: all });
    await ollama.close();
    await settings(stage, "Not running");
  },
  async "settings-no-models"(stage) {
    await stage.withOllama({ models: [] });
    await settings(stage, "Connection");
  },
  async "settings-downloading"(stage) {
    await stage.withOllama({
      models: [qwen],
      pull: { layers: [8e9], steps: 8, pace: (bytes) => (bytes < 4e9 ? undefined : new Promise(() => {})) },
    });
    await settings(stage, "Get a model");
    await stage.press("Download gemma3:12b");
    await stage.sees(/GB of/);
    await stage.page.waitForTimeout(1_500);
    return ["progress + output + small"];
  },
  async "settings-openai"(stage) {
    const openai = await stage.upstream({ protocol: "openai" });
    await stage.withOllama({ models: all });
    await stage.call("PUT", "/api/llm/settings", { provider: "openai-compatible", baseUrl: `${openai.url}/v1` });
    await settings(stage, "Models on this server");
  },
  async "settings-anthropic"(stage) {
    const anthropic = await stage.upstream({ protocol: "anthropic" });
    await stage.start({ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: anthropic.url });
    await stage.call("PUT", "/api/settings", { welcomed: true });
    await stage.call("PUT", "/api/llm/settings", { provider: "anthropic" });
    await settings(stage, "Claude");
  },
  async "settings-no-key"(stage) {
    await stage.start();
    await stage.call("PUT", "/api/settings", { welcomed: true });
    await stage.call("PUT", "/api/llm/settings", { provider: "anthropic" });
    await settings(stage, "Claude");
  },
  async "settings-bottom"(stage) {
    const anthropic = await stage.upstream({ protocol: "anthropic" });
    await stage.withOllama({ models: all });
    await stage.call("PUT", "/api/llm/settings", { fallback: { providers: ["openai-compatible"], allowRemote: true } });
    await settings(stage, "Models on this server");
    await stage.page
      .locator("main > div")
      .last()
      .evaluate((element) => element.scrollTo(0, element.scrollHeight));
    void anthropic;
  },
  async "settings-languages"(stage) {
    await stage.withOllama();
    await stage.open("/settings/languages");
    await stage.sees("猫");
  },
  async "settings-languages-zh"(stage) {
    await stage.withOllama();
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "zh", learningLanguage: "ko", readings: "off" });
    await stage.open("/settings/languages");
    await stage.sees("한국어");
  },
  async "settings-dictionaries"(stage) {
    await stage.withOllama();
    await stage.open("/settings/dictionaries");
    await stage.sees("JMdict");
  },
  async "settings-about"(stage) {
    await stage.withOllama();
    await stage.open("/settings/about");
    await stage.sees("What leaves this computer");
    await stage.page.waitForTimeout(1_000);
  },
  async "welcome-nothing"(stage) {
    await stage.start();
    await stage.open();
    await stage.sees("Welcome to Blossom");
    await stage.sees(/ollama pull/);
  },
  async "welcome-found"(stage) {
    const ollama = await stage.upstream({ protocol: "ollama", models: all });
    await stage.start({ OLLAMA_HOST: ollama.url });
    await stage.open();
    await stage.sees("Welcome to Blossom");
    await stage.page.waitForTimeout(2_000);
  },
  async "welcome-get-ja"(stage) {
    const ollama = await stage.upstream({ protocol: "ollama", models: [] });
    await stage.start({ OLLAMA_HOST: ollama.url });
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "ja" });
    await stage.open();
    await stage.page.waitForTimeout(3_000);
  },
};

export const states: Record<string, State> = { ...chats, ...failures, ...setups };
