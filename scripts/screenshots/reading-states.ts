import { interfaceLanguages } from "#shared/interface-languages.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { UpstreamModel } from "#test/upstream/models.ts";
import type { Stage } from "./stage.ts";
import type { State } from "./states.ts";

/** What is read and corrected in each learning language. The correction is longer than a phone is wide. */
const texts = {
  ja: {
    said: "昨日は友達と一緒に新しい映画を見に行きましたが、とても寒いでした。",
    corrected: "昨日は友達と一緒に新しい映画を見に行きましたが、とても寒かったです。",
    reply: "本当に寒かったですね。市場で温かいものを食べましたか。私も昨日、友達と喫茶店で三時間ぐらい話していました。",
    find: "友達",
  },
  ko: {
    said: "어제 친구를 같이 새로운 영화를 보러 갔는데 날씨가 아주 춥었어요.",
    corrected: "어제 친구와 같이 새로운 영화를 보러 갔는데 날씨가 아주 추웠어요.",
    reply: "정말 추웠지요? 시장에서 따뜻한 음식을 먹었어요? 저는 도서관에서 한국어를 독립적으로 공부했어요.",
    find: "친구",
  },
};

/** The states of reading, in one interface language. */
export function readingStates(
  interfaceLanguage: (typeof interfaceLanguages)[number],
  models: UpstreamModel[],
): [string, State][] {
  const learningLanguage = interfaceLanguage === "ja" ? "ko" : "ja";
  const { said, corrected, reply, find } = texts[learningLanguage];
  const begin = async (stage: Stage) => {
    await stage.withOllama({
      models,
      loaded: ["gemma3:12b"],
      script: byTask({ reply: { text: reply, loadMs: 1_500 }, correct: { text: corrected, loadMs: 300 } }),
    });
    await stage.call("PUT", "/api/settings", { interfaceLanguage, learningLanguage });
    await stage.open();
    await stage.send(said, "Alt+Enter");
    await stage.untilIdle();
    await stage.page.locator("[data-prose] [data-word]").first().waitFor();
    await stage.page.waitForTimeout(1_000);
  };
  const word = (stage: Stage) => stage.page.locator("[data-prose] [data-word]").nth(3);
  const failed = (status: number, error: string, headers?: Record<string, string>): State => {
    return async (stage) => {
      await stage.withOllama({ models, script: byTask({ reply: { status, error, ...(headers && { headers }) } }) });
      await stage.call("PUT", "/api/settings", { interfaceLanguage, learningLanguage });
      await stage.open();
      await stage.send(said, "Alt+Enter");
      await stage.page.waitForURL(/\/chat\/.+/);
      await stage.page.waitForTimeout(4_000);
    };
  };
  const states: Record<string, State> = {
    reply: begin,
    async "correction-whole"(stage) {
      await begin(stage);
      await stage.page.reload();
      await stage.page.locator("section [data-living] ins").first().waitFor();
      await stage.page.waitForTimeout(1_500);
    },
    async "in-place"(stage) {
      await begin(stage);
      const sentence = stage.page.locator("[data-prose] [data-living][aria-expanded]").first();
      await sentence.focus();
      await sentence.press("Enter");
      await stage.page.waitForTimeout(2_000);
    },
    async "popup-hover"(stage) {
      await begin(stage);
      await word(stage).hover();
      await stage.page.locator("[data-word-popup]").waitFor();
      await stage.page.waitForTimeout(800);
    },
    async "popup-pinned"(stage) {
      await begin(stage);
      await stage.page.setViewportSize({ width: 390, height: 844 });
      await word(stage).click();
      await stage.page.locator("[data-word-popup]").waitFor();
      await stage.page.waitForTimeout(800);
    },
    async selection(stage) {
      await begin(stage);
      await stage.page.setViewportSize({ width: 390, height: 844 });
      await stage.page
        .locator("[data-prose] [data-living]")
        .first()
        .evaluate((element) => {
          getSelection()?.selectAllChildren(element);
        });
      await stage.page.waitForTimeout(800);
    },
    async search(stage) {
      await begin(stage);
      await stage.page.keyboard.press("Control+k");
      await stage.page.getByRole("searchbox").fill(find);
      await stage.page.locator("[data-result]").first().waitFor();
      await stage.page.waitForTimeout(500);
    },
    async keys(stage) {
      await begin(stage);
      await stage.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      await stage.page.keyboard.press("?");
      await stage.page.getByRole("dialog").waitFor();
    },
    async article(stage) {
      await stage.withOllama({ models, script: (request) => ({ ...answerFor(request), tokensPerSecond: 900 }) });
      await stage.call("PUT", "/api/settings", { interfaceLanguage, learningLanguage });
      await stage.open();
      await stage.send(Array.from({ length: 4 }, () => reply + corrected).join("\n\n"));
      await stage.untilIdle();
      await stage.page.waitForTimeout(1_500);
    },
    async doctor(stage) {
      await stage.withOllama({ models, script: (request) => ({ ...answerFor(request), tokensPerSecond: 9_000 }) });
      await stage.call("PUT", "/api/settings", { interfaceLanguage, learningLanguage });
      await stage.call("POST", "/api/llm/doctor", { provider: "ollama", model: "gemma3:12b" });
      await stage.open("/settings/models");
      await stage.page.locator("main section table").waitFor();
      await stage.page.waitForTimeout(6_000);
      await stage.page.locator("main section table").scrollIntoViewIfNeeded();
    },
    limited: failed(429, "slow down", { "retry-after": "7200" }),
    "sign-in": failed(401, "unauthorized"),
    async blind(stage) {
      await stage.withOllama({ models });
      await stage.call("PUT", "/api/llm/settings", { chatModel: "qwen3:8b" });
      await stage.call("PUT", "/api/settings", { interfaceLanguage, learningLanguage });
      await stage.open();
      const buffer = await stage.page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 60 } });
      await stage.page.locator("input[type=file]").setInputFiles({ mimeType: "image/png", buffer, name: "a.png" });
      await stage.page.waitForTimeout(1_500);
    },
  };
  return Object.entries(states).map(([name, state]) => [`ui-${name}-${interfaceLanguage}`, state]);
}
