import type { Page } from "@playwright/test";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import {
  catLines,
  composer,
  expect,
  expectAccessible,
  expectInChat,
  explainWith,
  replyWith,
  test,
  type Blossom,
} from "./blossom.ts";
import type { UpstreamOptions } from "#test/upstream/start-upstream.ts";

const example = "昨日友達と映画を見に行きました";
/** The model's explanation of the example. */
const lines = `0 Yesterday I went to see a film with a friend.
1 yesterday
2 friend
3 with
4 film
5 (object)
6 see
7 in order to
8 went
9 見に行く means “go to see”.`;
const script = explainWith(lines);
// one after another: some start servers at the usual ports, where the app of another test would find them
test.describe.configure({ mode: "default" });

/** The first sentence loads the analyser and the model. */
const slowly = { timeout: 20_000 };
const gemma: UpstreamOptions = { protocol: "ollama", models: ["gemma3:12b"], script };
const claude: UpstreamOptions = { protocol: "anthropic", models: ["claude-sonnet-5-5"], script, key: "sk-ant-typed" };

/** Counts what a learner presses. A paste counts as one press. */
function countPresses(page: Page) {
  let presses = 0;
  const count = async (press: Promise<void>) => {
    presses++;
    await press;
  };
  return {
    press: (name: string | RegExp) => count(page.getByRole("button", { name }).first().click()),
    paste: (text: string) => count(page.keyboard.insertText(text)),
    key: (key: string) => count(page.keyboard.press(key)),
    count: () => presses,
  };
}
const words = (page: Page) =>
  page
    .getByRole("article", { name: `Card: ${example}` })
    .getByText("えいが")
    .first();
const translation = (page: Page) => page.getByText("Yesterday I went to see a film with a friend.");

test.describe("from the opened page to an explained sentence", () => {
  test("takes one press for the words when nothing is found", async ({ page, start }) => {
    const { url } = await start();
    await page.goto(url);
    await expect(page.getByText(/Words, readings and/)).toBeVisible();
    const presses = countPresses(page);
    await presses.press(example);
    await expect(words(page)).toBeVisible(slowly);
    expect(presses.count()).toBe(1);
    await expect(page.getByRole("link", { name: "Set up a model" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Retry" })).toHaveCount(0);
  });

  test("takes one press with an Ollama that has models", async ({ page, start, upstream }) => {
    const ollama = await upstream(gemma);
    const { url } = await start({ OLLAMA_HOST: ollama.url });
    await page.goto(url);
    await expect(page.getByText("gemma3:12b on this computer will answer.")).toBeVisible();
    const presses = countPresses(page);
    await presses.press(example);
    await expect(translation(page)).toBeVisible(slowly);
    expect(presses.count()).toBe(1);
  });

  test("takes two presses with an Ollama without a model: the download is one of them", async ({
    page,
    start,
    upstream,
  }) => {
    const ollama = await upstream({ protocol: "ollama", models: [], script, pull: { layers: [8.1e9], steps: 4 } });
    const { url } = await start({ OLLAMA_HOST: ollama.url });
    await page.goto(url);
    const presses = countPresses(page);
    await presses.press(/^Download gemma3/);
    await expect(page.getByText(/on this computer will answer\./)).toBeVisible();
    await presses.press(example);
    await expect(translation(page)).toBeVisible(slowly);
    expect(presses.count()).toBe(2);
  });

  test("takes two presses with a key: nothing is sent before the second, which says where to", async ({
    page,
    start,
    upstream,
  }) => {
    const anthropic = await upstream({ ...claude, key: "sk-ant-environment" });
    const { url } = await start({ ANTHROPIC_API_KEY: "sk-ant-environment", ANTHROPIC_BASE_URL: anthropic.url });
    await page.goto(url);
    const presses = countPresses(page);
    await presses.press(example);
    await expect(page.getByRole("button", { name: /^Send to claude-sonnet-5-5 at 127/ })).toBeVisible();
    expect(anthropic.requests).toEqual([]);
    await presses.press(/^Send to claude/);
    await expect(translation(page)).toBeVisible(slowly);
    expect(presses.count()).toBe(2);
  });

  test("takes two presses with a key and an Ollama, and the key stays unused if the learner wants that", async ({
    page,
    start,
    upstream,
  }) => {
    const [ollama, anthropic] = [await upstream(gemma), await upstream(claude)];
    const { url } = await start({
      OLLAMA_HOST: ollama.url,
      ANTHROPIC_API_KEY: "sk-ant-typed",
      ANTHROPIC_BASE_URL: anthropic.url,
    });
    await page.goto(url);
    const presses = countPresses(page);
    await presses.press(example);
    await presses.press("Use gemma3:12b on this computer");
    await expect(translation(page)).toBeVisible(slowly);
    expect(presses.count()).toBe(2);
    expect(anthropic.requests).toEqual([]);
  });

  for (const { name, flavour, port } of [
    { name: "LM Studio", flavour: "lmstudio", port: 1234 },
    { name: "llama.cpp", flavour: "llamacpp", port: 8080 },
  ] as const) {
    test(`takes one press with only ${name}`, async ({ page, start, upstream }) => {
      await upstream({ protocol: "openai", flavour, port, models: ["qwen3-8b"], loaded: ["qwen3-8b"], script });
      const { url } = await start();
      await page.goto(url);
      await expect(page.getByText("qwen3-8b on this computer will answer.")).toBeVisible();
      const presses = countPresses(page);
      await presses.press(example);
      await expect(translation(page)).toBeVisible(slowly);
      expect(presses.count()).toBe(1);
    });
  }

  test("takes four presses with an API key typed in", async ({ page, start, upstream }) => {
    const anthropic = await upstream(claude);
    const { url } = await start({ ANTHROPIC_BASE_URL: anthropic.url });
    await page.goto(url);
    const presses = countPresses(page);
    await presses.press("Use an Anthropic API key");
    await presses.paste("sk-ant-typed");
    await presses.key("Enter");
    await expect(page.getByText(/^claude-sonnet-5-5 .*will answer\.$/)).toBeVisible();
    await presses.press(example);
    await expect(translation(page)).toBeVisible(slowly);
    expect(presses.count()).toBe(4);
  });

  test("sends an opener as a message to reply to", async ({ page, start, upstream }) => {
    const ollama = await upstream({ ...gemma, script: replyWith("日本のどこに行きたいですか。") });
    const { url } = await start({ OLLAMA_HOST: ollama.url });
    await page.goto(url);
    await page.getByRole("button", { name: "日本に行きたいです。" }).click();
    await expectInChat(page, "日本のどこに行きたいですか。");
  });
});

test.describe("Start", () => {
  const opened = async (page: Page, start: () => Promise<Blossom>, before = async (_blossom: Blossom) => {}) => {
    const blossom = await start();
    await before(blossom);
    await page.goto(blossom.url);
    await expect(page.getByRole("button", { name: "Use an Anthropic API key" })).toBeVisible();
    return blossom;
  };

  test("moves nothing when the search for a model ends", async ({ page, start }) => {
    let answer = () => {};
    const isOver = new Promise<void>((done) => (answer = done));
    await page.route("**/api/llm/discover", async (route) => {
      await isOver;
      await route.continue();
    });
    const { url } = await start();
    await page.goto(url);
    await expect(page.getByText("Looking for a model")).toBeVisible();
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("h2, h3, main button, main select")]
          .filter((each) => !each.closest("[aria-live]"))
          .map((each) => each.getBoundingClientRect().y),
      );
    const before = await places();
    answer();
    await expect(page.getByRole("link", { name: "Download Ollama" })).toBeVisible();
    expect(await places()).toEqual(before);
  });

  test("follows the language and the level at once", async ({ page, start }) => {
    await opened(page, start);
    await page.getByLabel("Level").selectOption({ label: "Intermediate" });
    await expect(
      page.getByRole("button", { name: "雨が降りそうだから、傘を持って行ったほうがいいよ。" }),
    ).toBeVisible();
    await page.getByLabel("Learning language").selectOption({ label: "한국어" });
    await expect(page.getByRole("button", { name: "같이 영화 보러 갈래요?" })).toBeVisible();
    await page.getByLabel("Interface language").selectOption({ label: "日本語" });
    await expect(page.getByRole("heading", { name: "説明" })).toBeVisible();
  });

  test("shows a returning learner the same page without the lines of a first visit", async ({ page, withOllama }) => {
    const { blossom } = await withOllama({ script: explainWith(catLines) });
    await page.goto(blossom.url);
    await expect(page.getByText(/will answer/)).toBeVisible();
    await composer(page).fill("猫が好き。");
    await composer(page).press("Enter");
    await expect(page.getByText("I like cats.")).toBeVisible();
    await page.goto(`${blossom.url}/chat`);
    await expect(page.getByRole("button", { name: example })).toBeVisible();
    await expect(page.getByText(/will answer/)).toHaveCount(0);
    await expect(page.getByLabel("Interface language")).toHaveCount(0);
    await expect(page.getByLabel("Learning language")).toBeVisible();
  });

  test("works with the keyboard alone", async ({ page, start }) => {
    await opened(page, start);
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Shift+Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent)) === example) break;
    }
    await page.keyboard.press("Enter");
    await expect(words(page)).toBeVisible(slowly);
  });

  test("fits 320 px, 400 % zoom and a phone, in every interface language, and is accessible", async ({
    page,
    start,
  }) => {
    const sizes = [
      { width: 320, height: 568 },
      { width: 320, height: 256 }, // 400 % zoom
      { width: 390, height: 844 }, // a phone
    ];
    await page.setViewportSize(sizes[0]!);
    const blossom = await opened(page, start);
    for (const interfaceLanguage of interfaceLanguages) {
      await blossom.call("PUT", "/api/settings", { interfaceLanguage });
      await page.setViewportSize(sizes[0]!);
      await page.reload();
      await expect(page.locator("html")).toHaveAttribute("lang", interfaceLanguage);
      await expect(page.locator("main a[href^='https://ollama.com']")).toBeVisible();
      for (const size of sizes) {
        await page.setViewportSize(size);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        // nothing is wider than the page inside the part that scrolls
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll("main *")]
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
            .map((each) => `${each.localName} ${each.textContent}`),
        );
        expect({ size, wide }).toEqual({ size, wide: [] });
        const last = page.locator("main section button").last();
        await last.scrollIntoViewIfNeeded();
        await expect(last).toBeInViewport();
      }
    }
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectAccessible(page);
    }
  });

  test("keeps its borders and its states in forced colours", async ({ page, start }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await opened(page, start);
    const border = await page
      .getByRole("button", { name: example })
      .evaluate((button) => getComputedStyle(button).borderTopWidth);
    expect(border).not.toBe("0px");
    await expectAccessible(page);
  });
});

test("names the model and offers a new chat in one press on a phone", async ({ page, withOllama }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  await page.goto(blossom.url);
  await expect(page.getByRole("banner").or(page.locator("header")).getByText("gemma3:12b")).toBeInViewport({
    ratio: 1,
  });
  await composer(page).fill("猫が好き。");
  await composer(page).press("Enter");
  await expect(page.getByText("I like cats.")).toBeVisible();
  const name = page.locator("header").getByText("gemma3:12b");
  expect(await name.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true); // not cut off
  // a press on the title opens the list of models, too
  const title = await page.getByRole("heading", { level: 1 }).boundingBox();
  await page.mouse.click(title!.x + 5, title!.y + 5);
  await expect(page.getByRole("region", { name: "Ollama" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page.getByRole("heading", { name: "Start with a sentence" })).toBeVisible();
});

test("keeps the placeholder on one line on a phone, in every interface language", async ({ page, start }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const blossom = await start();
  for (const interfaceLanguage of interfaceLanguages) {
    await blossom.call("PUT", "/api/settings", { interfaceLanguage });
    await page.goto(blossom.url);
    await expect(page.locator("html")).toHaveAttribute("lang", interfaceLanguage);
    const lines = await page.locator("textarea").evaluate((field) => {
      const area = field as HTMLTextAreaElement;
      const { font, lineHeight } = getComputedStyle(area);
      const context = document.createElement("canvas").getContext("2d")!;
      context.font = font;
      return Number.parseFloat(lineHeight) && context.measureText(area.placeholder).width / area.clientWidth;
    });
    expect(lines).toBeLessThan(1);
  }
});
