import { describe, expect, test } from "bun:test";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import type { Responder } from "#shared/responder.ts";
import type { Answer, Notice } from "#shared/answer.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { seeAll } from "#test/see-all.ts";
import { AnswerView } from "./answer-view.tsx";

const claude: Responder = {
  provider: "anthropic",
  model: "claude-sonnet-5-5",
  host: "api.anthropic.com",
  goesTo: "cloud",
};
const started: GenerationEvent = {
  type: "started",
  generationId: "g",
  language: "ja",
  task: "reply",
  responder: claude,
  at: 0,
};
const said: GenerationEvent = { type: "text", text: "はい。" };
const ended: GenerationEvent = { type: "end", outcome: "complete" };
const answerOf = (...events: GenerationEvent[]) =>
  [started, ...events, said, ended].reduce(applyGenerationEvent, emptyAnswer("ja"));

/** An answer of which no card is being completed. */
type ShownProps = { answer: Answer; isLast?: boolean; onReadAs?: (language: LearningLanguage) => void };

function Shown({ answer, isLast = true, onReadAs }: ShownProps) {
  const explaining = {
    running: [],
    cardIds: new Set<string>(),
    failure: null,
    explain() {},
    fillIn() {},
    askAbout() {},
    stop() {},
  };
  const rest = { source: "", messageId: "m", conversationId: "c", explaining };
  return <AnswerView answer={answer} isLast={isLast} onReadAs={onReadAs} {...rest} />;
}

describe("notices before an answer", () => {
  const shown = async (notices: Notice | Notice[], { isLast = true, language = "en" as InterfaceLanguage } = {}) => {
    await using _server = await openPageApp();
    const answer = answerOf(...[notices].flat().map((notice) => ({ type: "notice", notice }) as const));
    using _page = await renderPage(<Shown answer={answer} isLast={isLast} />, { language });
    const list = await screen.findByRole("list");
    expect(list.compareDocumentPosition(screen.getByText("はい。")) & 4).toBe(4); // before it
    return list.textContent;
  };

  test.each<[Notice, string]>([
    [
      { code: "trimmed", turns: 3 },
      "The 3 oldest turns were left out because the model's context is full. Change in Settings",
    ],
    [
      { code: "trimmed", turns: 1 },
      "The oldest turn was left out because the model's context is full. Change in Settings",
    ],
    [
      { code: "prompt_truncated" },
      "The server left out the beginning of the chat because its context is too small. Change in Settings",
    ],
    [
      { code: "pictures_left_out", pictures: 2 },
      "2 earlier pictures were left out because the model's context is full. ",
    ],
    [
      { code: "fallback", instead: "gemma3:12b", because: "connect" },
      "gemma3:12b couldn't be reached, so Blossom switched to claude-sonnet-5-5. ",
    ],
    [
      { code: "fallback", instead: "gemma3:12b", because: "overloaded" },
      "gemma3:12b was overloaded, so Blossom switched to claude-sonnet-5-5. ",
    ],
  ])("are shown for %o", async (notice, words) => {
    expect(await shown(notice)).toBe(words);
    expect(await shown(notice, { isLast: false })).toBe(words);
  });

  test("mention only in the last answer that a server is an Ollama", async () => {
    const notice: Notice = { code: "is_ollama", url: "http://127.0.0.1:11434" };
    expect(await shown(notice)).toStartWith("The server at 127.0.0.1:11434 is Ollama.");
    expect(await shown([notice, { code: "prompt_truncated" }], { isLast: false })).toStartWith("The server left out");
  });

  test("offer to read the learner's text as the language it is written in, and make that the learning language", async () => {
    await using server = await openPageApp();
    const answer = answerOf({ type: "notice", notice: { code: "better_language", language: "ko" } });
    const asked: string[] = [];
    using page = await renderPage(<Shown answer={answer} onReadAs={(language) => asked.push(language)} />);
    expect((await screen.findByRole("list")).textContent).toStartWith("This looks like Korean.");
    await page.user.click(screen.getByRole("button", { name: "Read as Korean" }));
    expect(asked).toEqual(["ko"]);
    await waitFor(() => expect(server.bodies("PUT /api/settings")).toEqual([{ learningLanguage: "ko" }]));
  });

  test.each<[InterfaceLanguage, string]>([
    ["ja", "gemma3:12bに接続できなかったので、claude-sonnet-5-5に切り替えました。 "],
    ["zh-Hans", "gemma3:12b无法连接，已改用claude-sonnet-5-5。 "],
    ["ko", "gemma3:12b 모델에 연결할 수 없어서 claude-sonnet-5-5 모델로 전환했습니다. "],
  ])("are shown in %s", async (language, words) => {
    expect(await shown({ code: "fallback", instead: "gemma3:12b", because: "connect" }, { language })).toBe(words);
  });
});

test("puts a notice that arrives after the first word under the finished answer", async () => {
  await using _server = await openPageApp();
  const notice: GenerationEvent = { type: "notice", notice: { code: "trimmed", turns: 3 } };
  const states = [
    [started, said],
    [started, said, notice],
    [started, said, notice, ended],
  ].map((events) => events.reduce(applyGenerationEvent, emptyAnswer("ja")));
  function Live() {
    const [step, setStep] = useState(0);
    return (
      <>
        <Shown answer={states[step]!} />
        <button type="button" onClick={() => setStep(step + 1)}>
          next
        </button>
      </>
    );
  }
  using page = await renderPage(<Live />);
  await screen.findByText("はい。");
  const next = () => page.user.click(screen.getByRole("button", { name: "next" }));
  await next();
  expect(screen.queryByRole("list")).toBeNull();
  await next();
  const list = await screen.findByRole("list");
  expect(list.compareDocumentPosition(screen.getByText("はい。")) & 2).toBe(2); // after it
});

test("lists the texts of a picture, and opens each as a card, one at a time", async () => {
  await using server = await openPageApp();
  const texts = ["出口", "入口はこちら", "EXIT"];
  using page = await renderPage(<Shown answer={answerOf({ type: "texts", texts })} />);
  expect(await screen.findByText("Found 3 texts in the picture. Open the one you want:")).toBeTruthy();
  const list = within(screen.getByRole("list"));
  expect(list.getAllByRole("button").map(({ textContent, lang }) => [textContent, lang])).toEqual([
    ["出口", "ja"],
    ["入口はこちら", "ja"],
    ["EXIT", ""],
  ]);
  for (const text of texts.slice(0, 2)) await page.user.click(list.getByRole("button", { name: text }));
  await waitFor(() =>
    expect(server.bodies("POST /api/cards")).toMatchObject([
      { text: "出口", messageId: "m" },
      { text: "入口はこちら", messageId: "m" },
    ]),
  );
  expect(screen.getAllByRole("button", { name: "Close the card" })).toHaveLength(1);
});

test("looks up the words in the texts of a picture before one is opened", async () => {
  using _seen = seeAll();
  await using server = await openPageApp();
  using _page = await renderPage(
    <Shown answer={answerOf({ type: "texts", texts: ["出口", "入口はこちら", "EXIT"] })} />,
  );
  const list = await screen.findByRole("list");
  await waitFor(() => expect(list.querySelectorAll("[data-word]").length).toBeGreaterThan(3));
  expect([...list.querySelectorAll("rt")].map(({ textContent }) => textContent)).toContain("でぐち");
  fireEvent.click(list.querySelector("[data-word]")!); // a press on a word is for its popup
  expect(server.bodies("POST /api/cards")).toEqual([]);
});

test("shows one text of a picture as a card without a list", async () => {
  await using _server = await openPageApp();
  const answer = answerOf({ type: "texts", texts: ["出口"] });
  using _page = await renderPage(<Shown answer={answer} />);
  expect(screen.queryByRole("list")).toBeNull();
});

test.each([
  ["as cards", 2],
  ["as running text", 4],
])("shows the explained texts of a picture %s, and lists none of them to choose", async (_, count) => {
  await using _server = await openPageApp();
  const texts = ["一つ。", "二つ。", "三つ。", "四つ。"].slice(0, count);
  const cards = texts.map((text, index): GenerationEvent => ({
    type: "card",
    cardId: `g#${index}`,
    text,
    at: 4 * index,
    isAsked: false,
  }));
  const events = [{ ...started, task: "read-picture" as const }, { type: "texts" as const, texts }, ...cards, ended];
  const answer = events.reduce(applyGenerationEvent, emptyAnswer("ja"));
  using _page = await renderPage(<Shown answer={answer} />);
  await waitFor(() => expect(texts.every((text) => document.body.textContent?.includes(text))).toBe(true));
  expect(screen.queryAllByText(/^Found \d texts/)).toHaveLength(0);
});
