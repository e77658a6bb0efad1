import { describe, expect, test } from "bun:test";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import type { Message, MessagePage } from "#shared/chat.ts";
import { ended, fold, learner, log, openChat, play, started, text, tutor } from "#test/play-chat.tsx";
import { failure } from "#test/page-app.ts";

const route = "GET /api/conversations/c";
const pageLength = 10;

/** This many messages: questions and their answers. */
const talk = (count: number): Message[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(index % 2 === 0 ? learner(`文${index}`) : tutor(fold(started, text(`答${index}`), ended("complete")))),
    id: `m${index}`,
    position: (index + 1) * 16,
  }));

/** The app with a conversation in short pages. */
async function open(count: number) {
  const asked: string[] = [];
  const state = { messages: talk(count), changed: new Map<string, number>(), changes: 1 };
  const page = (query: URLSearchParams): MessagePage => {
    const [before, since] = [query.get("before"), query.get("changedSince")].map((one) =>
      one === null ? null : Number(one),
    );
    const { messages, changes } = state;
    if (typeof since === "number") {
      const changed = messages.filter(({ id }) => (state.changed.get(id) ?? 1) > since);
      return { messages: changed, asked: null, earlier: null, later: null, branch: 0, changes, more: false };
    }
    const there = messages.filter(({ position }) => position < (before ?? Infinity));
    const own = there.slice(-pageLength);
    const question = own[0]?.role === "tutor" ? there.slice(0, -pageLength).at(-1) : undefined;
    const earlier = there.length > own.length ? own[0]!.position : null;
    return { messages: own, asked: question ?? null, earlier, later: null, branch: 0, changes, more: false };
  };
  const server = await play([]);
  const answer = ({ query }: { query: URLSearchParams }) => {
    asked.push(query.toString());
    return { conversation: server.kept.conversation, ...page(query) };
  };
  server.script({ [route]: answer });
  return {
    server,
    asked,
    state,
    answer,
    /** Changes or adds a message in another window. */
    change(message: Message) {
      state.changes += 1;
      state.changed.set(message.id, state.changes);
      state.messages = [...state.messages.filter(({ id }) => id !== message.id), message].sort(
        (a, b) => a.position - b.position,
      );
      server.say({ type: "conversation", id: "c", conversation: server.kept.conversation });
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
const earlier = () => screen.getByRole("button", { name: "Show earlier messages" });
const shown = () => [...document.querySelectorAll("[data-message]")].map((one) => one.getAttribute("data-message"));
const isOpen = () => waitFor(() => expect(shown()).toHaveLength(pageLength));
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `m${from + index}`);

describe("the messages of a long conversation", () => {
  test("are the newest ones at first, and earlier ones on a press, up to the first", async () => {
    await using chat = await open(25);
    using page = await openChat();
    await isOpen();
    expect(shown()).toEqual(ids(15, 25));
    await page.user.click(earlier());
    await waitFor(() => expect(shown()).toEqual(ids(5, 25)));
    expect(within(log()).getByText("Added 10 earlier messages above.")).toBeTruthy();
    expect(document.activeElement).toBe(earlier());
    await page.user.keyboard("{Enter}");
    await waitFor(() => expect(shown()).toEqual(ids(0, 25)));
    expect(screen.queryByRole("button", { name: "Show earlier messages" })).toBeNull();
    expect(log().contains(document.activeElement)).toBe(true);
    expect(chat.asked).toEqual(["", "before=256", "before=96"]);
  });

  test("stay loaded when something changes, and only the change is read", async () => {
    await using chat = await open(25);
    using page = await openChat();
    await isOpen();
    await page.user.click(earlier());
    await waitFor(() => expect(shown()).toHaveLength(20));
    const element = document.querySelector("[data-message=m9]");
    chat.change({ ...chat.state.messages[9]!, text: "", answer: fold(started, text("直した"), ended("complete")) });
    await screen.findByText("直した");
    chat.change({ ...learner("新しい"), id: "new", position: 1_000 });
    await screen.findByText("新しい");
    expect(shown()).toEqual([...ids(5, 25), "new"]);
    expect(document.querySelector("[data-message=m9]")).toBe(element);
    expect(chat.asked.slice(2)).toEqual(["changedSince=1", "changedSince=2"]);
  });

  test("include a message added between them, but not one added before them", async () => {
    await using chat = await open(25);
    using _page = await openChat();
    await isOpen();
    chat.change({ ...tutor(fold(started, text("間"), ended("complete"))), id: "between", position: 20 * 16 + 1 });
    await screen.findByText("間");
    chat.change({ ...tutor(fold(started, text("前"), ended("complete"))), id: "before", position: 4 * 16 + 1 });
    await waitFor(() => expect(chat.asked.at(-1)).toBe("changedSince=2"));
    expect(shown()).toEqual([...ids(15, 20), "between", ...ids(20, 25)]);
  });

  test("show a failure to load earlier ones, which load on the next try", async () => {
    await using chat = await open(25);
    using page = await openChat();
    await isOpen();
    chat.server.script({ [route]: () => failure(500, "internal", "disk") });
    await page.user.click(earlier());
    expect((await screen.findByRole("alert")).textContent).toContain("Couldn't load earlier messages.");
    expect(shown()).toHaveLength(10);
    chat.server.script({ [route]: chat.answer });
    await page.user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(shown()).toEqual(ids(5, 25)));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("include changes made while their page was on its way", async () => {
    await using chat = await open(25);
    using page = await openChat();
    await isOpen();
    const late = Promise.withResolvers<void>();
    const old = chat.answer({ query: new URLSearchParams("before=256") });
    chat.server.script({
      [route]: async (request: { query: URLSearchParams }) => {
        if (!request.query.has("before")) return chat.answer(request);
        await late.promise;
        return old;
      },
    });
    await page.user.click(earlier());
    chat.change({ ...chat.state.messages[7]!, answer: fold(started, text("直した"), ended("complete")) });
    await waitFor(() => expect(chat.asked.at(-1)).toBe("changedSince=1"));
    late.resolve();
    await screen.findByText("直した");
    expect(shown()).toEqual(ids(5, 25));
  });

  test("are read again when the server has an older state than before, as from a backup", async () => {
    await using chat = await open(25);
    using _page = await openChat();
    await isOpen();
    chat.change({ ...learner("新しい"), id: "new", position: 1_000 });
    await screen.findByText("新しい");
    chat.state.changes = 0;
    chat.change({ ...learner("もどった"), id: "back", position: 1_001 });
    chat.state.messages = chat.state.messages.filter(({ id }) => id !== "new");
    await screen.findByText("もどった");
    expect(shown()).toEqual([...ids(16, 25), "back"]);
  });

  test("are the newest ones again when the conversation is opened again", async () => {
    await using chat = await open(45);
    using page = await openChat();
    await isOpen();
    for (const length of [20, 30, 40]) {
      await page.user.click(earlier());
      await waitFor(() => expect(shown()).toHaveLength(length));
    }
    cleanup();
    const data = page.queryClient.getQueryData<{ messages: Message[]; earlier: number }>(["conversation", "c"]);
    expect(data?.messages).toHaveLength(20);
    expect(data?.earlier).toBe(data!.messages[0]!.position);
    expect(chat.asked).toHaveLength(4);
  });
});

describe("a page that begins with an answer", () => {
  test("shows the answer with the text that was asked", async () => {
    await using chat = await open(25);
    const cards = ["一。", "二。", "三。", "四。"].flatMap((sentence, index) => [
      {
        type: "card" as const,
        cardId: `g#${index}`,
        text: sentence,
        at: index * 2 + (index > 1 ? 1 : 0),
        isAsked: false,
      },
      { type: "words" as const, cardId: `g#${index}`, engine: "1", words: [] },
    ]);
    const explained = fold({ ...started, task: "explain" } as typeof started, ...cards, ended("complete"));
    chat.state.messages[14] = { ...chat.state.messages[14]!, text: "一。二。\n三。四。" };
    chat.state.messages[15] = { ...chat.state.messages[15]!, answer: explained };
    using _page = await openChat();
    await isOpen();
    const paragraphs = () => document.querySelectorAll("[data-message=m15] [data-article] p[lang=ja]");
    await waitFor(() => expect(paragraphs()).toHaveLength(2));
  });
});
