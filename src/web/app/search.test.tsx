import { afterEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import fs from "node:fs";
import { QueryClient } from "@tanstack/react-query";
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { failure, openPageApp } from "#test/page-app.ts";
import type { Message, Started } from "#shared/chat.ts";
import type { OpenApp } from "#test/open-app.ts";
import { type Seed, seedFolder } from "#test/seed-conversations.ts";
import { applyChanges } from "#web/api/events/apply-changes.ts";
import { createEvents } from "#web/api/events/events.ts";
import { en } from "#web/i18n/en.ts";
import { App } from "./app.tsx";

// the page waits for a real app, which loads its dictionaries at the first request
configure({ asyncUtilTimeout: 8_000 });
setDefaultTimeout(30_000);
afterEach(() => {
  cleanup();
  localStorage.clear();
});

/** The page of an app with these conversations. */
async function open(path: string, seeds: readonly Seed[], faults: Parameters<typeof openPageApp>[0] = {}) {
  const dataDir = seedFolder(seeds);
  const server = await openPageApp({ dataDir, ...faults });
  for (;;) {
    const page = await server.app.json<{ isIndexing: boolean }>("GET", "/api/search?q=x");
    if (!page.isIndexing) break;
  }
  history.replaceState(null, "", path);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const events = createEvents(null);
  const stopChanges = applyChanges(queryClient, events);
  // awaited: React never draws again what waits for its strings in an `act` that is not awaited
  await act(async () => {
    render(<App queryClient={queryClient} events={events} first={{ language: "en", strings: en }} />);
  });
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  const user = userEvent.setup();
  return {
    server,
    queryClient,
    user,
    async [Symbol.asyncDispose]() {
      cleanup();
      stopChanges();
      events.close();
      await server[Symbol.asyncDispose]();
      fs.rmSync(dataDir, { recursive: true });
    },
  };
}
const press = async () => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "k", code: "KeyK", ctrlKey: true });
  return screen.findByRole<HTMLInputElement>("searchbox", { name: "Search chats, cards and words" });
};
const results = () => [...document.querySelectorAll("[data-result]")];
const marked = () => results().map((result) => [...result.querySelectorAll("mark")].map((mark) => mark.textContent));

test("Ctrl+K finds a message from any page, and Enter shows it in a long conversation", async () => {
  await using page = await open("/settings", [{ id: "c0", title: "長い話", exchanges: 100 }]);
  const field = await press();
  expect(document.activeElement).toBe(field);
  await page.user.type(field, "でしたか。7");
  await waitFor(() => expect(results()).toHaveLength(11));
  expect(marked()[10]).toEqual(["でしたか。7"]);
  await page.user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
  expect(document.activeElement).toBe(results()[0]!);
  await page.user.keyboard("{ArrowUp}");
  expect(document.activeElement).toBe(field);
  await page.user.clear(field);
  await page.user.type(field, "でしたか。17");
  await waitFor(() => expect(results()).toHaveLength(1));
  await page.user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement?.getAttribute("data-message")).toBe("c0-r17"));
  expect([location.pathname, location.search]).toEqual(["/chat/c0", ""]);
  expect(document.activeElement?.hasAttribute("data-found")).toBe(true);
  expect(screen.queryByText(/でしたか。99/)).toBeNull();
  await page.user.click(screen.getByRole("button", { name: "To the latest" }));
  await waitFor(() => expect(document.querySelector('[data-message="c0-r99"]')).toBeTruthy());
  expect(document.querySelector('[data-message="c0-r17"]')).toBeNull();
});

test("waits for the input method, names a text without results, and opens a chat by its title", async () => {
  await using page = await open("/chat", [
    { id: "c0", title: "犬の話" },
    { id: "c1", title: "猫の話" },
  ]);
  const field = await press();
  expect(screen.getByText(/Search everything: by text/)).toBeTruthy();
  fireEvent.compositionStart(field);
  fireEvent.change(field, { target: { value: "いぬ" } });
  expect(page.server.requests.some(({ route }) => route === "GET /api/search")).toBe(false);
  fireEvent.change(field, { target: { value: "犬" } });
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  fireEvent.compositionEnd(field);
  await waitFor(() => expect(marked()).toEqual([["犬"]]));
  await page.user.clear(field);
  await page.user.type(field, "存在しない");
  expect(await screen.findByText(/Nothing found for “存在しない”/)).toBeTruthy();
  await page.user.clear(field);
  await page.user.type(field, "犬の");
  await waitFor(() => expect(results()).toHaveLength(1));
  await page.user.click(results()[0]!);
  await waitFor(() => expect(location.pathname).toBe("/chat/c0"));
  expect(screen.queryByRole("searchbox")).toBeNull();
});

test("finds saved words above the chats, with filters for the place and the language", async () => {
  await using page = await open("/chat", [{ id: "c0", title: "猫の話" }]);
  const { app } = page.server;
  await app.json("POST", "/api/words", { language: "ja", lemma: "猫", reading: "ねこ", meaning: "cat" });
  await app.json("POST", "/api/words", { language: "zh-Hans", lemma: "猫", reading: "māo", meaning: "cat" });
  const field = await press();
  const shown = () => results().map(({ textContent }) => textContent);
  await page.user.type(field, "猫");
  await waitFor(() => expect(shown()).toEqual(["猫 māo cat", "猫 ねこ cat", "猫の話"]));
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Language" }), "zh-Hans");
  await waitFor(() => expect(shown()).toEqual(["猫 māo cat"]));
  await page.user.click(screen.getByRole("button", { name: "Chats" }));
  await waitFor(() => expect(shown()).toEqual([]));
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Language" }), "all");
  await waitFor(() => expect(shown()).toEqual(["猫の話"]));
  await page.user.click(screen.getByRole("button", { name: "Words" }));
  await page.user.clear(field);
  await page.user.type(field, "mao");
  await waitFor(() => expect(shown()).toEqual(["猫 māo cat"]));
  await page.user.keyboard("{Enter}");
  await waitFor(() => expect(location.pathname).toStartWith("/words/"));
});

test("leaves the arrow keys to the choice of a language", async () => {
  await using _page = await open("/chat", []);
  const field = await press();
  expect(fireEvent.keyDown(screen.getByRole("combobox", { name: "Language" }), { key: "ArrowDown" })).toBe(true);
  expect(fireEvent.keyDown(field, { key: "ArrowDown" })).toBe(false);
});

test("says that the words could not be searched, and searches them again", async () => {
  await using page = await open("/chat", [], {
    faults: { "GET /api/words": () => failure(507, "disk_full", "The disk is full.") },
  });
  const { app, faults } = page.server;
  await app.json("POST", "/api/words", { language: "ja", lemma: "猫", reading: "ねこ", meaning: "cat" });
  await page.user.type(await press(), "猫");
  await screen.findByRole("alert");
  expect(screen.queryByText(/Nothing found/)).toBeNull();
  delete faults["GET /api/words"];
  await page.user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(results()).toHaveLength(1));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("loads no more chats while it shows only words, and says that no word was found", async () => {
  const seeds = Array.from({ length: 45 }, (_, index) => ({ id: `c${index}`, title: `猫の話 ${index}` }));
  await using page = await open("/chat", seeds);
  await page.user.type(await press(), "猫");
  const requests = () => page.server.requests.filter(({ route }) => route === "GET /api/search").length;
  await waitFor(() => expect(results()).toHaveLength(25)); // enough to fill the list, and there are more
  const before = requests();
  await page.user.click(screen.getByRole("button", { name: "Words" }));
  await screen.findByText(/Nothing found/);
  expect(requests()).toBe(before);
});

const chat = "0b0e1bd4-5a4e-4b3e-9b7f-5f0c7d2f9a10";
/** The chat with an edited message inside an edited message. Returns it as it was before each edit. */
async function editTwice({ app }: { app: OpenApp }) {
  const edit = async (id: string, text: string) => {
    const response = await app.request("POST", `/api/messages/${id}/edits`, { text }, { prefer: "respond-async" });
    if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
    const { generationId } = (await response.json()) as Started;
    await app.events(generationId);
  };
  await edit(`${chat}-q2`, "two, second version");
  const { generationId } = await app.send("three, second version", { conversationId: chat });
  await app.events(generationId);
  const { messages } = await app.conversation(chat);
  const three = messages.find(({ text }) => text === "three, second version")!;
  await edit(three.id, "three, third version");
  await show(app, `${chat}-q2`);
  await edit(`${chat}-q2`, "two, third version");
  return { three: three.id };
}
const show = (app: OpenApp, messageId: string) => app.json("PUT", `/api/conversations/${chat}/branch`, { messageId });
const shownIn = (id: string) => [...document.querySelectorAll(`[data-message="${id}"]`)].length;

// Safari's own search field keeps Escape from the dialog, as happy-dom does
test("closes on Escape in an empty field, and not while there is text to empty", async () => {
  await using page = await open("/chat", []);
  const field = await press();
  await page.user.type(field, "猫{Escape}");
  expect(field.isConnected).toBe(true);
  await page.user.clear(field);
  await page.user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("searchbox")).toBeNull());
});

describe("a result in a version that is not shown", () => {
  test.each([
    ["the first version, from another page", "/settings", "でしたか。20", () => `${chat}-r20`],
    ["the first version, from the chat", `/chat/${chat}`, "でしたか。20", () => `${chat}-r20`],
    ["a version inside another one, from the chat", `/chat/${chat}`, "three, second", (three: string) => three],
  ])("is in view after a jump to %s", async (_, path, words, idOf) => {
    await using page = await open(path, [{ id: chat, title: "話", exchanges: 30 }]);
    const { three } = await editTwice(page.server);
    if (path !== "/settings") await screen.findByText("two, third version");
    const field = await press();
    await page.user.type(field, words);
    await waitFor(() => expect(marked()).toEqual([words.split(" ")]));
    await page.user.keyboard("{Enter}");
    const id = idOf(three);
    await waitFor(() => expect(document.activeElement?.getAttribute("data-message")).toBe(id));
    await waitFor(() => expect(shownIn(id)).toBe(1));
    expect(screen.queryByText("two, third version")).toBeNull();
    expect([location.pathname, location.search]).toEqual([`/chat/${chat}`, ""]);
    const shown = await page.server.app.json<{ messages: Message[] }>("GET", `/api/conversations/${chat}?around=${id}`);
    expect(shown.messages.some((message) => message.id === id)).toBe(true);
    // events and responses that come later leave it in place
    await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
    expect(shownIn(id)).toBe(1);
  });

  test("is in view when another window hid it after the search", async () => {
    await using page = await open("/settings", [{ id: chat, title: "話", exchanges: 3 }]);
    const { three } = await editTwice(page.server);
    await show(page.server.app, three);
    await page.user.type(await press(), "three, second");
    await waitFor(() => expect(results()).toHaveLength(1));
    await show(page.server.app, `${chat}-q2`);
    await page.user.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement?.getAttribute("data-message")).toBe(three));
  });

  test("stays in the list with the reason when an answer is running", async () => {
    await using page = await open("/settings", [{ id: chat, title: "話", exchanges: 3 }]);
    await editTwice(page.server);
    page.server.faults[`PUT /api/conversations/${chat}/branch`] = () => failure(409, "busy", "An answer is running.");
    await page.user.type(await press(), "three, second");
    await waitFor(() => expect(results()).toHaveLength(1));
    await page.user.keyboard("{Enter}");
    expect(await screen.findByText("The tutor is still answering in this chat. Wait, or press Stop.")).toBeTruthy();
    expect(results()).toHaveLength(1);
  });
});
