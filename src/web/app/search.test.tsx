import { afterEach, expect, setDefaultTimeout, test } from "bun:test";
import fs from "node:fs";
import { QueryClient } from "@tanstack/react-query";
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { openPageApp } from "#test/page-app.ts";
import { type Seed, seedFolder } from "#test/seed-conversations.ts";
import type { Events } from "#web/api/events/events.ts";
import { en } from "#web/i18n/en.ts";
import { App } from "./app.tsx";

// the page waits for a real app, which loads its dictionaries at the first request
configure({ asyncUtilTimeout: 8_000 });
setDefaultTimeout(30_000);
afterEach(() => {
  cleanup();
  localStorage.clear();
});
const events: Events = { listen: () => () => {}, isGone: () => false, watchGone: () => () => {}, close: () => {} };

/** The page of an app with these conversations. */
async function open(path: string, seeds: readonly Seed[], faults: Parameters<typeof openPageApp>[0] = {}) {
  const dataDir = seedFolder(seeds);
  const server = await openPageApp({ dataDir, ...faults });
  for (;;) {
    const page = await server.app.json<{ isIndexing: boolean }>("GET", "/api/search?q=x");
    if (!page.isIndexing) break;
    await Bun.sleep(10);
  }
  history.replaceState(null, "", path);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  // awaited: React never draws again what waits for its strings in an `act` that is not awaited
  await act(async () => {
    render(<App queryClient={queryClient} events={events} first={{ language: "en", strings: en }} />);
  });
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  const user = userEvent.setup();
  return {
    server,
    user,
    async [Symbol.asyncDispose]() {
      cleanup();
      await server[Symbol.asyncDispose]();
      fs.rmSync(dataDir, { recursive: true });
    },
  };
}
const press = async () => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "k", code: "KeyK", ctrlKey: true });
  return screen.findByRole<HTMLInputElement>("searchbox", { name: "Search chats and cards" });
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
  expect(screen.getByText(/Search all your chats: by text/)).toBeTruthy();
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
