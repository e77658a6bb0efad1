import { defaultModels } from "#test/upstream/models.ts";
import { basicAuth } from "#test/upstream/nginx.ts";
import { verbs, type Verb } from "#shared/verbs.ts";
import { allExamples } from "#shared/languages/examples.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { lessonsOf } from "#test/upstream/lessons/find-lesson.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { Manner } from "#test/upstream/lessons/manner.ts";
import type { UpstreamModel } from "#test/upstream/models.ts";
import type { Reply, Script } from "#test/upstream/script.ts";
import type { UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { readingStates } from "./reading-states.ts";
import type { Stage } from "./stage.ts";

/** Plays a state. Returns selectors of elements that are not compared, such as times. */
export type State = (stage: Stage) => Promise<string[] | void>;

/** The model's explanation of 猫が好き。 */
const lines = `0 I like cats.
1 cat
2 marks what is liked
3 liked
4 好き is an adjective, so it takes が.`;
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

const replyWith = (reply: Reply) => byTask({ explain: reply, reply, question: reply, word: reply });
/** A chat with this answer. */
const answered = async (stage: Stage, reply: Reply, text = "猫が好き。") => {
  await stage.withOllama({ models: all, script: replyWith(reply) });
  await stage.open();
  await stage.send(text);
  await stage.untilIdle();
};
/** A lesson, answered in one manner. */
const taught = async (stage: Stage, { interfaceLanguage, learningLanguage, manner, verb, text }: Lesson) => {
  const script: Script = (request) => ({ ...answerFor(request, manner), tokensPerSecond: 900 });
  await stage.withOllama({ models: all, script });
  await stage.call("PUT", "/api/settings", { interfaceLanguage, learningLanguage });
  await stage.open();
  await stage.send(text, verb === "reply" ? "Alt+Enter" : "Enter");
  await stage.untilIdle();
};
type Lesson = {
  interfaceLanguage?: InterfaceLanguage;
  learningLanguage: LearningLanguage;
  manner: Manner;
  verb: Verb;
  text: string;
};
/** The card of a sentence that only the engine has read. */
const withoutModel = async (stage: Stage, learningLanguage: LearningLanguage, text: string) => {
  await stage.start();
  await stage.call("PUT", "/api/settings", { learningLanguage });
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

/** The tutor's page with words to practise. */
const withTutor = async (stage: Stage) => {
  await stage.withOllama({
    models: all,
    script: replyWith({ text: "公園で珍しい鳥を観察しました。憂鬱な天気でした。" }),
  });
  for (const [lemma, meaning] of [
    ["公園", "park"],
    ["図書館", "library"],
    ["約束", "promise, appointment"],
  ])
    await stage.call("POST", "/api/words", { language: "ja", lemma, meaning });
  await stage.open("/tutor");
  await stage.sees("promise, appointment");
};

/** Three chats in the bin. */
const deleted = async (stage: Stage) => {
  const texts = [
    "友達と映画を見に行きました。",
    "How do I say that I like cats?",
    "駅前の新しい喫茶店で待ち合わせをしてから、みんなで海まで歩きました。",
  ];
  await stage.withOllama({ models: all, script: replyWith({ text: "はい。" }) });
  for (const text of texts) {
    await stage.open();
    await stage.send(text, "Alt+Enter");
    await stage.sees("はい。");
    await stage.page.waitForTimeout(500);
  }
  for (const _ of texts) {
    await stage.page
      .getByRole("button", { name: /^Delete “/ })
      .first()
      .click();
    await stage.page.getByRole("button", { name: "Undo" }).last().waitFor();
  }
  await stage.open("/bin");
  await stage.page
    .getByRole("button", { name: /^Restore “/ })
    .first()
    .waitFor();
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
  async "reading-the-prompt"(stage) {
    const reading = { text: "はい。", read: new Promise(() => {}) };
    await stage.withOllama({ models: all, loaded: [gemma.name], script: reading });
    await stage.open();
    await stage.send("猫が好きです。", "Alt+Enter");
    await stage.sees(/is reading your message/);
    return ["[data-state-line]"]; // it counts seconds
  },
  async "silent-server-ja"(stage) {
    const ollama = await stage.withOllama({ models: all, loaded: [gemma.name] });
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "ja" });
    await stage.open();
    await stage.sees("gemma3:12b");
    ollama.isHalted = true;
    await stage.send("猫が好きです。", "Alt+Enter");
    await stage.sees(/から応答がありません/);
    await stage.sees(/（応答がありません）|\(応答がありません\)/);
    return ["[data-state-line]"];
  },
  async "no-model"(stage) {
    await stage.start();
    await stage.open();
    await stage.send("昨日友達と映画を見に行きました");
    await stage.sees(/Dictionary only/);
    await stage.page.waitForTimeout(1_500);
  },
  "no-model-zh-hans": (stage) => withoutModel(stage, "zh-Hans", "银行的行长得马上去开会，还要把书还给我朋友。"),
  "no-model-zh-hant": (stage) => withoutModel(stage, "zh-Hant", "謝謝你的禮物，我覺得這條褲子很漂亮。"),
  "no-model-ko": (stage) => withoutModel(stage, "ko", "저는 어제 학교에서 친구를 만났는데 날씨가 추웠어요."),
  "no-model-ja": (stage) => withoutModel(stage, "ja", "十分くらい遅刻しそうだから、先に食べちゃってください。"),
  async streaming(stage) {
    await stage.withOllama({ script: replyWith({ text: lines, silentAfter: 12 }) });
    await stage.open();
    await stage.send("猫が好き。");
    await stage.sees("I like cats.");
    return ["p:has(> span[aria-hidden] + span)"];
  },
  "card-done": (stage) => answered(stage, { text: lines }),
  "card-conflict": (stage) => answered(stage, { text: lines }, "猫(ねご)が好き。"),
  markdown: (stage) => answered(stage, { text: prose }, "hello"),
  async "sentence-opened"(stage) {
    await answered(stage, { text: "猫が好きです。 And more in English." }, "hello");
    // a press on a word would open its popup
    const sentence = stage.page.locator("[data-prose] [data-living][aria-expanded]").first();
    await sentence.focus();
    await sentence.press("Enter");
    await stage.page.waitForTimeout(2_000);
  },
  correction: (stage) =>
    taught(stage, { learningLanguage: "ja", manner: "good", verb: "reply", text: "昨日は寒いでした。" }),
  question: (stage) =>
    taught(stage, {
      learningLanguage: "ja",
      manner: "good",
      verb: "explain",
      text: "What is the difference between は and が?",
    }),
  word: (stage) => taught(stage, { learningLanguage: "ja", manner: "good", verb: "explain", text: "映画" }),
  article: (stage) => taught(stage, { learningLanguage: "ja", manner: "good", verb: "explain", text: articleOf("ja") }),
  "incomplete-card": (stage) =>
    taught(stage, { learningLanguage: "ja", manner: "echo", verb: "explain", text: allExamples("ja")[0] }),
  async versions(stage) {
    await answered(stage, { text: "はい。" }, "hello");
    await stage.page.locator("[data-role=learner]").hover();
    await stage.page.locator("[data-edit]").click();
    await stage.page.locator("form textarea").first().fill("hello again");
    await stage.page.keyboard.press("Enter");
    await stage.sees("2/2");
    await stage.page.locator("[data-role=learner]").hover();
  },
  async "edit-message"(stage) {
    await answered(stage, { text: "はい。" }, "hello");
    await stage.page.locator("[data-role=learner]").hover();
    await stage.page.locator("[data-edit]").click();
    await stage.page.locator("form textarea").first().waitFor();
  },
  async "made-by"(stage) {
    await answered(stage, { text: lines });
    await stage.page.locator("[data-made-by]").first().click();
    await stage.page.locator("dl").first().waitFor();
    return ["dl dd"];
  },
  cut: (stage) => answered(stage, { text: "はい。これは途中で", finish: "length" }, "hello"),
  async stopped(stage) {
    await stage.withOllama({ script: replyWith({ text: "いちにさんしごろく", silentAfter: 2 }) });
    await stage.open();
    await stage.send("count");
    await stage.sees("いちにさんし");
    await stage.press("Stop");
    await stage.sees("Stopped.");
  },
  async "context-meter"(stage) {
    await answered(stage, { text: "はい。" }, "hello");
    await stage.press(/^Context: about/);
    await stage.sees("Reserved for the answer");
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
    await stage.sees(/can't see pictures/);
  },
  async "model-menu"(stage) {
    await stage.withOllama({ models: all });
    await stage.open();
    await stage.page.getByTitle("Choose a model").click();
    await stage.press(/^gpt-oss/);
    await stage.sees(/runs in the cloud/);
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
    await stage.sees("This is a demo");
    await stage.page.waitForTimeout(1_000);
  },
};

/** Each learning language once, in another interface language. */
const readers = [
  { interfaceLanguage: "en", learningLanguage: "ja" },
  { interfaceLanguage: "ja", learningLanguage: "zh-Hans" },
  { interfaceLanguage: "ko", learningLanguage: "zh-Hant" },
  { interfaceLanguage: "zh-Hans", learningLanguage: "ko" },
] as const;
const kinds: [name: string, manner: Manner][] = [
  ["good", "good"],
  ["careless", "bold"],
  ["careless-words", "repeated word"],
  ["careless-token", "token"],
  ["useless", "refusal"],
  ["useless-example", "example"],
  ["useless-loop", "loop"],
];
/** `explain-ja-good`, `reply-ko-useless`, …: what a learner sees of models of each manner. */
const manners: Record<string, State> = Object.fromEntries(
  readers.flatMap((reader) =>
    kinds.flatMap(([name, manner]) =>
      verbs.map((verb): [string, State] => {
        const [text] = allExamples(reader.learningLanguage);
        return [
          `${verb}-${reader.learningLanguage}-${name}`,
          (stage) => taught(stage, { ...reader, manner, verb, text }),
        ];
      }),
    ),
  ),
);

/** A text of about 3,000 characters, as a learner pastes it: sentences of the lessons, again and again. */
function articleOf(language: LearningLanguage): string {
  const sentences = lessonsOf(language).flatMap(({ ask }) =>
    isWrittenIn(ask, language) && ask.endsWith("。") ? [ask] : [],
  );
  const paragraph = sentences.join("");
  return Array.from({ length: Math.ceil(3_000 / paragraph.length) }, () => paragraph).join("\n\n");
}

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
  bin: deleted,
  async "bin-empty"(stage) {
    await stage.withOllama();
    await stage.open("/bin");
    await stage.sees("The bin is empty.");
  },
  async tutor(stage) {
    await withTutor(stage);
  },
  async "tutor-practice"(stage) {
    await withTutor(stage);
    await stage.page.getByRole("button", { name: "Chat with these words" }).click();
    await stage.sees("words above your level");
    await stage.sees("Your words");
  },
  async "bin-confirm"(stage) {
    await deleted(stage);
    await stage.page.getByRole("button", { name: "Empty bin" }).click();
  },
  async "settings-ollama"(stage) {
    await stage.withOllama({ models: all, loaded: ["gemma3:12b"] });
    await settings(stage, "Models on this server");
  },
  async "settings-video"(stage) {
    await stage.withOllama({ models: all });
    await stage.call("PUT", "/api/settings", { youtube: "tools" });
    const track = { kind: "file", language: "ja", label: "film.srt", skipped: 0 };
    const lines = Array.from({ length: 900 }, (_, at) => ({ start: at, end: at + 1, text: `${at * 7919}匹の猫` }));
    for (const [key, title, count] of [
      [`file-${"a".repeat(64)}`, "駅前の喫茶店 第1話.mkv", 900],
      ["yt-dQw4w9WgXcQ", "", 200],
    ] as const) {
      await stage.call("PUT", `/api/videos/${key}`, { title, language: "ja" });
      await stage.call("PUT", `/api/videos/${key}/tracks/one`, { ...track, cues: lines.slice(0, count) });
    }
    await stage.open("/settings/video");
    await stage.sees("Storage");
    await stage.page.waitForTimeout(1_000);
    await stage.page.getByRole("button", { name: /^Delete “YouTube/ }).scrollIntoViewIfNeeded();
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
    await stage.press("Run the test");
    await stage.page.waitForTimeout(3_000);
    await stage.page
      .getByRole("button", { name: "Run the test" })
      .or(stage.page.getByRole("button", { name: /again/ }))
      .first()
      .scrollIntoViewIfNeeded();
    return ["li:has(> p > svg) > small"];
  },
  async "settings-password"(stage) {
    await stage.withOllama({ front: basicAuth("anna", "secret") });
    await stage.call("PUT", "/api/llm/login", { provider: "ollama", login: { name: "anna", password: "old" } });
    await settings(stage, /needs a user name and password/);
  },
  async "settings-password-moved"(stage) {
    const openai = await stage.upstream({ protocol: "openai", front: basicAuth("anna", "secret") });
    await stage.withOllama();
    await stage.call("PUT", "/api/llm/settings", { provider: "openai-compatible", baseUrl: `${openai.url}/v1` });
    await settings(stage, /needs a user name and password/);
    await stage.page.getByLabel("Server address").fill(openai.url.replace("//", "//anna:secret@"));
    await stage.page.keyboard.press("Enter");
    await stage.sees(/Moved here from the address/);
  },
  async "damaged-model"(stage) {
    await stage.withOllama({
      models: [...defaultModels.ollama.slice(1), { ...defaultModels.ollama[0]!, isDamaged: true }],
    });
    await stage.open();
    await stage.send("猫が好きです。", "Alt+Enter");
    await stage.sees(/is damaged/);
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
    await settings(stage, "Download a model");
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
    await stage.call("PUT", "/api/llm/settings", { provider: "anthropic" });
    await settings(stage, "Anthropic · 3 models");
  },
  async "settings-no-key"(stage) {
    await stage.start();
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
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "zh-Hans", learningLanguage: "ko", readings: "off" });
    await stage.open("/settings/languages");
    await stage.sees("한국어");
  },
  async "settings-dictionaries"(stage) {
    await stage.withOllama();
    await stage.open("/settings/dictionaries");
    await stage.sees("JMdict");
  },
  async "settings-privacy"(stage) {
    await stage.withOllama();
    await stage.open("/settings/privacy");
    await stage.sees("Contacted hosts");
    await stage.page.waitForTimeout(1_000);
    return ["main tbody td:nth-child(3)"]; // the time of the last contact
  },
  async "settings-about"(stage) {
    await stage.withOllama();
    await stage.open("/settings/about");
    await stage.sees("About Blossom");
    await stage.page.waitForTimeout(1_000);
  },
  async "start-nothing"(stage) {
    await stage.start();
    await stage.open();
    await stage.sees("Download Ollama");
  },
  async "start-found"(stage) {
    const ollama = await stage.upstream({ protocol: "ollama", models: all });
    await stage.start({ OLLAMA_HOST: ollama.url });
    await stage.open();
    await stage.sees("gemma3:12b on this computer will answer.");
  },
  async "start-key-and-ollama"(stage) {
    const ollama = await stage.upstream({ protocol: "ollama", models: all });
    await stage.start({ OLLAMA_HOST: ollama.url, ANTHROPIC_API_KEY: "test-key" });
    await stage.open();
    await stage.sees(/asks you once/);
    await stage.press(/昨日友達/);
    await stage.sees("Send to");
  },
  async "start-key-typed"(stage) {
    await stage.start();
    await stage.open();
    await stage.press("Use an Anthropic API key");
  },
  async "start-get-ja"(stage) {
    const ollama = await stage.upstream({ protocol: "ollama", models: [] });
    await stage.start({ OLLAMA_HOST: ollama.url });
    await stage.call("PUT", "/api/settings", { interfaceLanguage: "ja" });
    await stage.open();
    await stage.sees(/ダウンロード/);
  },
  async "start-downloading"(stage) {
    const pull = {
      layers: [8e9],
      steps: 8,
      pace: (bytes: number) => (bytes < 4e9 ? undefined : new Promise<void>(() => {})),
    };
    const ollama = await stage.upstream({ protocol: "ollama", models: [], pull });
    await stage.start({ OLLAMA_HOST: ollama.url });
    await stage.open();
    await stage.press(/^Download/);
    await stage.sees(/GB of/);
    return ["progress + output + small"];
  },
  async "start-returning"(stage) {
    await answered(stage, { text: lines });
    await stage.open();
    await stage.sees("Start with a sentence");
  },
};

/** A learner of Japanese, or of Korean if Japanese is the language of the interface. */
const learner = (interfaceLanguage: InterfaceLanguage) =>
  ({ interfaceLanguage, learningLanguage: interfaceLanguage === "ja" ? "ko" : "ja" }) as const;
/** `ui-card-zh-Hant`, …: the same pages in each interface language, to look for words that do not fit and for glyphs of another region. */
const interfaces: Record<string, State> = Object.fromEntries(
  interfaceLanguages.flatMap((language): [string, State][] => {
    const page = (path: string, options: Partial<UpstreamOptions> = { models: all }): State => {
      return async (stage) => {
        await stage.withOllama(options);
        await stage.call("PUT", "/api/settings", learner(language));
        await stage.open(path);
        await stage.page.waitForTimeout(2_000);
      };
    };
    const [example] = allExamples(learner(language).learningLanguage);
    const answer = (manner: Manner, verb: Verb): State => {
      return (stage) => taught(stage, { ...learner(language), manner, verb, text: example });
    };
    return [
      ...readingStates(language, all),
      [`ui-start-${language}`, page("/chat")],
      [`ui-card-${language}`, answer("good", "explain")],
      [`ui-incomplete-${language}`, answer("echo", "explain")],
      [`ui-missing-chat-${language}`, page("/chat/nothing")],
      [`ui-bin-${language}`, page("/bin")],
      ...["models", "languages", "dictionaries", "video", "review", "anki", "data", "privacy", "about"].map(
        (tab): [string, State] => [`ui-${tab}-${language}`, page(`/settings/${tab}`)],
      ),
      [
        `ui-error-${language}`,
        async (stage) => {
          const ollama = await stage.withOllama({ models: all });
          await stage.call("PUT", "/api/settings", learner(language));
          await stage.open();
          await stage.page.waitForTimeout(1_000);
          await ollama.close();
          await stage.send(example, "Alt+Enter");
          await stage.page.waitForTimeout(3_000);
        },
      ],
    ];
  }),
);

export const states: Record<string, State> = { ...chats, ...manners, ...failures, ...setups, ...interfaces };
