import type { BrowserContext, Page } from "@playwright/test";
import { byTask } from "#test/upstream/by-task.ts";
import type { Upstream, UpstreamOptions } from "#test/upstream/start-upstream.ts";
import {
  type Blossom,
  chooseOllama,
  composer,
  createStarters,
  expect,
  expectInChat,
  sendMessage,
  type Starters,
  test,
  textOf,
} from "./blossom.ts";

/** An answer whose pieces the test sends one by one. */
function createPacer() {
  let pieces: (string | null)[] = [];
  let wake = () => {};
  const push = (piece: string | null) => {
    pieces.push(piece);
    wake();
  };
  return {
    write: (piece: string) => push(piece),
    end: () => push(null),
    async *read() {
      for (;;) {
        while (pieces.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        const [first] = pieces;
        pieces = pieces.slice(1);
        if (typeof first !== "string") return;
        yield first;
      }
    },
  };
}

const all = <T>(pages: readonly Page[], check: (page: Page) => Promise<T>) => Promise.all(pages.map(check));

const shows = (text: string) => (page: Page) => expectInChat(page, text);

test("shows one answer live in twenty windows of two browsers through a closed tab, a sleeping tab and a lost network, and all can send", async ({
  browser,
  withOllama,
}) => {
  test.setTimeout(240_000);
  const pacer = createPacer();
  let asked = 0;
  const { blossom } = await withOllama({
    script: ({ system }) => {
      if (/title/i.test(system)) return { text: "猫の話" };
      return asked++ === 0 ? { pieces: pacer.read() } : { text: "はい。" };
    },
  });

  const open = async (): Promise<{ context: BrowserContext; connections: () => number }> => {
    const context = await browser.newContext();
    let connections = 0;
    context.on("request", (request) => {
      if (request.url().endsWith("/api/events")) connections += 1;
    });
    return { context, connections: () => connections };
  };
  const [first, second] = [await open(), await open()];
  const closed = await first.context.newPage(); // the first tab of a browser holds the connection
  await closed.goto(`${blossom.url}/chat`);
  await sendMessage(closed, "猫");
  await expect(closed).toHaveURL(/\/chat\/.+/);
  const show = async ({ context }: { context: BrowserContext }) => {
    const page = await context.newPage();
    await page.goto(closed.url());
    return page;
  };
  const here: Page[] = [];
  for (let count = 1; count < 10; count++) here.push(await show(first));
  const sleeping = await show(second);
  const away: Page[] = [];
  for (let count = 1; count < 10; count++) away.push(await show(second));

  pacer.write("一、");
  await all([closed, ...here, sleeping, ...away], shows("一、"));
  expect([first.connections(), second.connections()]).toEqual([1, 1]);

  await closed.close();
  const debug = await second.context.newCDPSession(sleeping);
  await debug.send("Debugger.enable");
  await debug.send("Debugger.pause"); // the tab runs nothing and sends nothing to the other tabs
  pacer.write("二、");
  await all([...here, ...away], shows("一、二、"));
  expect([first.connections(), second.connections()]).toEqual([2, 2]); // in each browser, another tab has taken over
  await debug.send("Debugger.disable");
  await shows("一、二、")(sleeping);

  away.push(sleeping);
  await second.context.setOffline(true);
  pacer.write("三、");
  await all(here, shows("一、二、三、"));
  await second.context.setOffline(false);
  await all(away, shows("一、二、三、"));
  pacer.write("四。");
  pacer.end();
  const windows = [...here, ...away];
  await all(windows, shows("一、二、三、四。"));
  await all(windows, (page) => expect(page.getByTitle("Explain (Enter)")).toBeVisible({ timeout: 20_000 }));

  await all(windows, async (page) => {
    await page.getByRole("link", { name: "New chat" }).click();
    await sendMessage(page, "犬");
    await shows("はい。")(page);
  });
  for (const { context } of [first, second]) await context.close();
});

test("shows a message, a retry, a title, an undone deletion and a theme in a second browser", async ({
  browser,
  withOllama,
}) => {
  let asked = 0;
  const { blossom } = await withOllama({
    script: ({ system }) => {
      if (/title/i.test(system)) return { text: "猫の話" };
      return asked++ === 0 ? { pieces: ["はい、", "猫"], finish: "length" } : { text: "二回目です。" };
    },
  });
  const here = await (await browser.newContext()).newPage();
  const there = await (await browser.newContext()).newPage();
  await here.goto(`${blossom.url}/chat`);
  await sendMessage(here, "猫");
  await expect(here).toHaveURL(/\/chat\/.+/);
  await there.goto(here.url());
  await all([here, there], shows("はい、猫"));
  await all([here, there], (page) => expect(page.getByRole("heading", { name: "猫の話", level: 1 })).toBeVisible());

  await here.getByRole("button", { name: "Retry", exact: true }).click();
  await shows("二回目です。")(there);
  await expect(there.getByRole("button", { name: "Retry", exact: true })).toHaveCount(1); // one button for the whole answer, below it
  await expect(there.getByTitle("Explain (Enter)")).toBeVisible(); // the answer has ended, not only shown its text
  await sendMessage(there, "犬");
  await shows("犬")(here);

  await expect(here.getByTitle("Explain (Enter)")).toBeVisible();
  await here.getByRole("button", { name: "Delete “猫の話”" }).click();
  await expect(there.getByText("“猫の話” deleted")).toBeVisible();
  await there.getByRole("button", { name: "Undo" }).click();
  await shows("二回目です。")(there);
  await expect(here.getByRole("link", { name: "猫の話" })).toBeVisible();

  await blossom.call("PUT", "/api/settings", { theme: "dark" });
  await all([here, there], (page) => expect(page.locator("html")).toHaveAttribute("data-theme", "dark"));
});

/** Shows the chat 猫の話 with its answer はい。 in two windows. */
async function showChat(blossom: Blossom, [here, there]: readonly [Page, Page]) {
  await here.goto(`${blossom.url}/chat`);
  await sendMessage(here, "猫", "Alt+Enter");
  await expect(here).toHaveURL(/\/chat\/.+/);
  await there.goto(here.url());
  await all([here, there], shows("はい。"));
  await all([here, there], (page) =>
    expect(page.getByRole("heading", { name: "猫の話", level: 1 })).toBeVisible({ timeout: 20_000 }),
  );
}

/** `gate` lets a download of a model go on after its first gigabyte. `pacer` writes each answer after the first one. */
type Windows = {
  here: Page;
  there: Page;
  blossom: Blossom;
  upstream: (options: UpstreamOptions) => Promise<Upstream>;
  gate: PromiseWithResolvers<void>;
  pacer: ReturnType<typeof createPacer>;
};
/** What one window does, and what the other one shows without a reload. Both have the chat 猫の話 open. */
const changes: [string, (windows: Windows) => Promise<void>][] = [
  [
    "a new title",
    async ({ here, there }) => {
      await here.getByRole("button", { name: "Rename “猫の話”" }).click();
      await here.keyboard.type("犬の話");
      await here.keyboard.press("Enter");
      await expect(there.getByRole("heading", { name: "犬の話", level: 1 })).toBeVisible();
      await expect(there.getByRole("link", { name: "犬の話" })).toBeVisible();
    },
  ],
  [
    "a deletion, with a draft that survives, and Undo in the window that did not delete",
    async ({ here, there }) => {
      await composer(there).fill("まだ送っていない");
      await here.getByRole("button", { name: "Delete “猫の話”" }).click();
      await expect(there.getByText("“猫の話” deleted")).toBeVisible();
      await expect(composer(there)).toHaveValue("まだ送っていない");
      await there.getByRole("button", { name: "Undo" }).click();
      await shows("はい。")(there);
      await expect(composer(there)).toHaveValue("まだ送っていない");
      await expect(here.getByRole("link", { name: "猫の話" })).toBeVisible();
    },
  ],
  [
    "a deletion, and Undo in the window that deleted, which opens the chat again",
    async ({ here, there }) => {
      await here.getByRole("button", { name: "Delete “猫の話”" }).click();
      await expect(there.getByText("“猫の話” deleted")).toBeVisible();
      await here.getByRole("button", { name: "Undo" }).click();
      await all([here, there], shows("はい。"));
    },
  ],
  [
    "a deletion for good, which cannot be undone",
    async ({ here, there, blossom }) => {
      await here.getByRole("button", { name: "Delete “猫の話”" }).click();
      await expect(there.getByText("“猫の話” deleted")).toBeVisible();
      await blossom.call("DELETE", "/api/bin");
      await there.getByRole("button", { name: "Undo" }).click();
      await expect(there.getByText("“猫の話” was deleted for good and can't be restored.")).toBeVisible();
    },
  ],
  [
    "settings",
    async ({ there, blossom }) => {
      await blossom.call("PUT", "/api/settings", { interfaceLanguage: "ja", theme: "dark" });
      await expect(there.getByRole("link", { name: "新しい会話" })).toBeVisible();
      await expect(there.locator("html")).toHaveAttribute("data-theme", "dark");
    },
  ],
  [
    "the bin",
    async ({ here, there }) => {
      await there.getByRole("link", { name: "Bin" }).click();
      await expect(there.getByText("The bin is empty.")).toBeVisible();
      await here.getByRole("button", { name: "Delete “猫の話”" }).click();
      await there.getByRole("button", { name: "Restore “猫の話”" }).click();
      await expect(here.getByRole("link", { name: "猫の話" })).toBeVisible();
    },
  ],
  [
    "another model and another provider",
    async ({ here, there, blossom, upstream }) => {
      const chip = (page: Page) => page.getByTitle("Choose a model");
      await chip(here).click();
      await here.getByRole("dialog", { name: "Model" }).getByRole("button", { name: "qwen3:8b" }).click();
      await expect(chip(there)).toContainText("qwen3:8b");
      const { url } = await upstream({ protocol: "openai", models: ["served-model"] });
      await blossom.call("PUT", "/api/llm/settings", {
        provider: "openai-compatible",
        baseUrl: `${url}/v1`,
        chatModel: "served-model",
      });
      await all([here, there], (page) => expect(chip(page)).toContainText("served-model"));
    },
  ],
  [
    "a download and its end",
    async ({ here, there, blossom, gate }) => {
      const bar = there.getByRole("progressbar", { name: "Download of gemma3:4b" });
      await all([here, there], (page) => page.goto(`${blossom.url}/settings/models`));
      await here.getByRole("button", { name: "Download gemma3:4b" }).click();
      await expect(bar).toBeVisible();
      gate.resolve();
      await expect(there.getByRole("button", { name: "Use gemma3:4b for chat and cards" })).toBeVisible();
      await expect(bar).toHaveCount(0);
    },
  ],
  [
    "a dictionary that is switched off and moved",
    async ({ here, there, blossom }) => {
      await all([here, there], (page) => page.goto(`${blossom.url}/settings/dictionaries`));
      const boxes = there.getByRole("checkbox");
      const names = () =>
        boxes.evaluateAll((all) => all.map((box) => box.closest("label")?.querySelector("b")?.textContent));
      await expect(boxes.nth(1)).toBeVisible();
      const [first, second] = await names();
      await here.getByRole("button", { name: `Move ${second} up` }).click();
      await expect.poll(async () => (await names()).slice(0, 2)).toEqual([second, first]);
      await expect(boxes.first()).toBeChecked();
      await here.locator("label").filter({ hasText: second! }).getByRole("checkbox").click();
      await expect(boxes.first()).not.toBeChecked();
    },
  ],
  [
    "a deletion while the other window reads the answer as it is written, and what had arrived after Undo",
    async ({ here, there, pacer }) => {
      await sendMessage(there, "犬", "Enter");
      pacer.write("一、");
      await all([here, there], shows("一、"));
      await here.getByRole("button", { name: "Delete “猫の話”" }).click();
      await expect(there.getByText("“猫の話” deleted")).toBeVisible();
      pacer.write("二、");
      await there.getByRole("button", { name: "Undo" }).click();
      await shows("一、")(there);
      await expect(there.getByRole("button", { name: "Stop" })).toHaveCount(0);
      await expect(composer(there)).toBeEnabled();
      await expect(here.getByRole("link", { name: "猫の話" })).toBeVisible();
    },
  ],
  [
    "a retry while the other window shows an older answer",
    async ({ here, there, pacer }) => {
      await here.getByRole("button", { name: "Retry", exact: true }).click();
      pacer.write("二回目です。");
      pacer.end();
      await all([here, there], shows("二回目です。"));
      const position = (page: Page) => page.getByRole("group", { name: "Answers" });
      await all([here, there], (page) => expect(position(page)).toContainText("2/2"));
      await position(there).getByRole("button").first().click();
      await all([here, there], shows("はい。"));
      await all([here, there], (page) => expect(position(page)).toContainText("1/2"));
      await here.getByRole("button", { name: "Retry", exact: true }).click();
      pacer.write("三回目です。");
      await all([here, there], shows("三回目です。"));
      pacer.end();
      await all([here, there], (page) => expect(position(page)).toContainText("3/3"));
      expect(await textOf(there)).not.toContain("はい。");
    },
  ],
];

/** Deletes the chats of the test before, and sets what it may have changed. */
async function clear(blossom: Blossom, ollama: Upstream) {
  const { conversations } = await blossom.call<{ conversations: { id: string }[] }>("GET", "/api/conversations");
  for (const { id } of conversations) await blossom.call("DELETE", `/api/conversations/${id}`);
  await blossom.call("DELETE", "/api/bin");
  await blossom.call("PUT", "/api/settings", { interfaceLanguage: "en", theme: "system" });
  await chooseOllama(blossom, ollama);
}

for (const browsers of [1, 2] as const) {
  test.describe(`in two windows of ${browsers === 1 ? "one browser" : "two browsers"}, shows`, () => {
    // one after another with one app and the same browsers: starting them takes longer than most of these tests
    test.describe.configure({ mode: "default" });
    let contexts: readonly [BrowserContext, BrowserContext];
    let app: Awaited<ReturnType<Starters["withOllama"]>>;
    const starters = createStarters();

    test.beforeAll(async ({ browser }) => {
      app = await starters.withOllama();
      const context = await browser.newContext();
      contexts = [context, browsers === 1 ? context : await browser.newContext()];
    });
    test.afterAll(async () => {
      for (const context of new Set(contexts)) await context.close();
      await starters.endAll();
    });

    for (const [what, change] of changes) {
      test(what, async ({ upstream }) => {
        const { blossom, ollama } = app;
        await clear(blossom, ollama);
        const pacer = createPacer();
        const gate = Promise.withResolvers<void>();
        let asked = 0;
        ollama.pull = { pace: (bytes: number) => (bytes > 1e9 ? gate.promise : undefined), steps: 8 };
        ollama.script = byTask({ reply: () => (asked++ === 0 ? { text: "はい。" } : { pieces: pacer.read() }) });
        const [here, there] = [await contexts[0].newPage(), await contexts[1].newPage()];
        await showChat(blossom, [here, there]);
        await change({ here, there, blossom, upstream, gate, pacer });
        pacer.end();
        for (const page of [here, there]) await page.close();
      });
    }
  });
}

test("sends one of two messages that two windows send at the same moment; the other one keeps its text and says why", async ({
  browser,
  withOllama,
}) => {
  const pacer = createPacer();
  const { blossom } = await withOllama({
    script: byTask({
      reply: ({ lastText }) => (lastText.includes("つ目") ? { pieces: pacer.read() } : { text: "はい。" }),
    }),
  });
  const [here, there] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()];
  await showChat(blossom, [here, there]);

  // both requests are on their way before the server sees the first one
  const bothSent = Promise.withResolvers<void>();
  let sent = 0;
  await all([here, there], (page) =>
    page.route("**/api/chat", async (route) => {
      sent += 1;
      if (sent === 2) bothSent.resolve();
      await bothSent.promise;
      await route.continue();
    }),
  );
  await composer(here).fill("一つ目");
  await composer(there).fill("二つ目");
  await all([here, there], (page) => composer(page).press("Enter"));
  pacer.write("待って");
  await all([here, there], shows("待って"));

  const isFirst = (await composer(here).inputValue()) === "";
  const [winner, loser, won, lost] = isFirst
    ? ([here, there, "一つ目", "二つ目"] as const)
    : ([there, here, "二つ目", "一つ目"] as const);
  await expect(composer(winner)).toHaveValue("");
  await expect(composer(loser)).toHaveValue(lost);
  await expect(loser.getByRole("alert")).toContainText(
    "Not sent. Your text is still here. The tutor is still answering in this chat.",
  );
  await expect(winner.getByRole("alert")).toHaveCount(0);
  await all([here, there], async (page) => {
    await shows(won)(page);
    expect(await textOf(page)).not.toContain(lost);
  });

  pacer.end();
  await expect(loser.getByRole("alert")).toHaveCount(0); // the tutor is no longer answering
  await expect(composer(loser)).toHaveValue(lost);
  await loser.unrouteAll();
  await composer(loser).press("Enter");
  pacer.write("二回目です。");
  pacer.end();
  await all([here, there], shows("二回目です。"));
  await all([here, there], shows(lost));
});
