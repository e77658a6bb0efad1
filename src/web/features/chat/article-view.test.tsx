import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { Answer } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { applyGenerationEvent } from "#shared/apply-generation-event.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { buildWord } from "#test/builders.ts";
import { begun, ended, fold, learner, openChat, play, reply, tutor } from "#test/play-chat.tsx";
import "./article-view.tsx"; // a browser has loaded it before a text is answered

const sentences = ["昨日は寒かった。", "今日は暑い。", "明日は雨だ。", "明後日は雪だ。"];
const source = `${sentences.slice(0, 2).join("")}\n\n${sentences.slice(2).join(" — ")}`;

const cardEvents = (generationId: string, texts: readonly string[], completes: readonly string[] = []) =>
  texts.flatMap((text, index): GenerationEvent[] => {
    const cardId = `${generationId}#${index}`;
    const at = source.indexOf(text);
    const of = completes[index];
    return [
      { type: "card", cardId, text, at, isAsked: of !== undefined, ...(of !== undefined && { completes: of }) },
      { type: "words", cardId, engine: "1", words: [buildWord(text.slice(0, 2), { dictionaryMeanings: ["day"] })] },
    ];
  });
const explained = (cardId: string, translation: string): GenerationEvent[] => [
  { type: "translation", cardId, text: translation },
  { type: "meaning", cardId, start: 0, end: 2, meaning: `meaning of ${cardId}` },
  { type: "closed", cardId },
];
const article = (...more: GenerationEvent[]): Answer =>
  fold(begun("explain"), ...cardEvents("g", sentences), ...more, ended("complete"));
const asked = (answer = article(), change: Partial<Message> = {}): Message[] => [
  learner(source),
  { ...tutor(answer, 20), ...change },
];
const sentenceButton = (index: number) =>
  screen.findByRole("button", {
    name: (_, element) => element?.textContent === sentences[index] && element.hasAttribute("aria-expanded"),
  });
const cardOf = (index: number) => screen.findByRole("article", { name: `Card: ${sentences[index]}` });

/** A chat with a text whose cards a second generation, `h`, completes. */
async function playArticle(
  messages = asked(),
  started: object = { generationId: "h", conversationId: null, messageId: null },
  start: Parameters<typeof play>[2] = {},
) {
  const completing = { answer: fold(), seq: 0 };
  const grow = (...events: GenerationEvent[]) => {
    for (const event of events) {
      completing.seq += 1;
      completing.answer = applyGenerationEvent(completing.answer, event);
    }
  };
  const played = await play(
    messages,
    {
      "POST /api/cards": () => {
        played.kept.messages = asked(article(), { completing: ["h"] });
        return started;
      },
      "GET /api/generations/h": () => ({ id: "h", ...completing }),
      "POST /api/generations/h/stop": () => ({ outcome: "stopped" }),
    },
    start,
  );
  return { ...played, begin: grow, [Symbol.asyncDispose]: () => played[Symbol.asyncDispose]() };
}

describe("a longer text", () => {
  test("is drawn in its paragraphs, and keeps what stands between its sentences", async () => {
    await using _played = await playArticle();
    using _page = await openChat();
    await sentenceButton(0);
    const paragraphs = [...document.querySelectorAll("[data-article] p")].map(({ textContent }) => textContent);
    expect(paragraphs).toEqual([sentences.slice(0, 2).join(""), sentences.slice(2).join(" — ")]);
    expect(reply()).toContain("4 sentences. Press ⌄ to open one.");
    expect(screen.queryAllByRole("article")).toHaveLength(0);
  });

  test("opens the card of a sentence under it, asks the model about this one, and fills it", async () => {
    await using played = await playArticle();
    played.begin(begun("explain", "h"), ...cardEvents("h", ["昨日は寒かった。"], ["g#0"]));
    using page = await openChat();
    await page.user.click(await sentenceButton(0));
    expect(within(await cardOf(0)).getByText("day")).toBeTruthy(); // the engine's words are there at once
    await waitFor(() => expect(played.server.bodies("POST /api/cards")).toMatchObject([{ cards: ["g#0"] }]));
    await waitFor(() => expect(played.server.requests.map(({ route }) => route)).toContain("GET /api/generations/h"));
    for (const [index, event] of explained("h#0", "Yesterday was cold.").entries()) played.grow("h", 4 + index, event);
    expect(await within(await cardOf(0)).findByText("Yesterday was cold.")).toBeTruthy();

    played.kept.messages = asked(article(...explained("g#0", "Yesterday was cold.")));
    played.grow("h", 7, ended("complete"));
    await waitFor(() => expect(reply()).toContain("4 sentences, 1 explained"));
    await page.user.click(await sentenceButton(0));
    expect(screen.queryAllByRole("article")).toHaveLength(0);
    await page.user.click(await sentenceButton(0));
    expect(within(await cardOf(0)).getByText("Yesterday was cold.")).toBeTruthy();
    expect(played.server.bodies("POST /api/cards")).toHaveLength(1); // an explained sentence is not asked again
  });

  test("explains all of its sentences with progress, and stops", async () => {
    await using played = await playArticle();
    const ids = sentences.map((_, index) => `g#${index}`);
    played.begin(begun("explain", "h"), ...cardEvents("h", sentences, ids));
    using page = await openChat();
    await page.user.click(await screen.findByRole("button", { name: "Explain all" }));
    await waitFor(() => expect(played.server.bodies("POST /api/cards")).toMatchObject([{ cards: ids }]));
    await waitFor(() => expect(reply()).toContain("Explaining: 0 of 4 sentences"));
    for (const [index, event] of explained("h#0", "Cold.").entries()) played.grow("h", 10 + index, event);
    await waitFor(() => expect(reply()).toContain("Explaining: 1 of 4 sentences"));
    const [bar] = screen.getAllByRole<HTMLProgressElement>("progressbar");
    expect(bar?.value).toBe(0.25);
    await page.user.click(screen.getByRole("button", { name: "Stop" }));
    await waitFor(() => expect(played.server.bodies("POST /api/generations/h/stop")).toHaveLength(1));
  });

  test("goes on where it was when the page is opened again", async () => {
    await using played = await playArticle(asked(article(...explained("g#0", "Cold.")), { completing: ["h"] }));
    const rest = sentences.slice(1);
    played.begin(begun("explain", "h"), ...cardEvents("h", rest, ["g#1", "g#2", "g#3"]), ...explained("h#0", "Hot."));
    using _page = await openChat();
    await waitFor(() => expect(reply()).toContain("Explaining: 2 of 4 sentences"));
  });

  test("counts down a pause that the server asked for", async () => {
    await using played = await playArticle(asked(article(), { completing: ["h"] }));
    const now = Date.now();
    played.begin(begun("explain", "h"), ...cardEvents("h", sentences, ["g#0", "g#1", "g#2", "g#3"]), {
      type: "phase",
      phase: "retrying",
      at: now,
      until: now + 30_000,
    });
    using _page = await openChat();
    await waitFor(() => expect(reply()).toMatch(/gemma3:12b\. Retrying in (29|30) sec\./));
  });

  test("says at the sentence why it could not be explained", async () => {
    await using played = await playArticle(asked(), {}, { provider: null });
    played.script({
      "POST /api/cards": () => Response.json({ error: { code: "no_model", message: "no model" } }, { status: 400 }),
    });
    using page = await openChat();
    await page.user.click(await sentenceButton(1));
    expect(await screen.findByText("Dictionary only: no model is set up yet.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Set up a model" })).toBeTruthy();
  });

  test("gives the time and the cost of all sentences when this conversation has shown them", async () => {
    const usage = { totalMs: 21_000, loadMs: 1_000, costUsd: 0.01 };
    const earlier = fold(
      begun("explain"),
      ...cardEvents("g", sentences.slice(0, 2)),
      ...explained("g#0", "A."),
      ...explained("g#1", "B."),
      {
        type: "end",
        outcome: "complete",
        usage,
      },
    );
    const before: Message = { ...tutor(earlier, 9), id: "earlier" };
    await using _played = await playArticle([learner("前"), before, ...asked()]);
    using _page = await openChat();
    expect(await screen.findByText("about 40 sec · $0.02")).toBeTruthy();
  });
});

test("fills in what a card lacks, in the same place", async () => {
  const [first = ""] = sentences;
  const half = fold(
    begun("explain"),
    ...cardEvents("g", [first]),
    { type: "closed", cardId: "g#0" },
    ended("incomplete"),
  );
  const messages = (change: Partial<Message> = {}): Message[] => [learner(first), { ...tutor(half, 9), ...change }];
  const filled = fold(begun("explain", "h"), ...cardEvents("h", [first], ["g#0"]), ...explained("h#0", "It was cold."));
  await using played = await play(messages(), {
    "POST /api/cards": () => {
      played.kept.messages = messages({ completing: ["h"] });
      return { generationId: "h", conversationId: null, messageId: null };
    },
    "GET /api/generations/h": { id: "h", seq: 6, answer: filled },
  });
  using page = await openChat();
  expect(await screen.findByText("Parts of the explanation are missing.")).toBeTruthy();
  await page.user.click(await screen.findByRole("button", { name: "Fill in" }));
  await waitFor(() => expect(played.server.bodies("POST /api/cards")).toMatchObject([{ cards: ["g#0"] }]));
  expect(await within(await cardOf(0)).findByText("It was cold.")).toBeTruthy();
  expect(screen.getAllByRole("article")).toHaveLength(1);
  expect(screen.queryByText("Parts of the explanation are missing.")).toBeNull();
});
