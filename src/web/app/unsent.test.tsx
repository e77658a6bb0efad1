import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import fs from "node:fs";
import { QueryClient } from "@tanstack/react-query";
import { act, cleanup, configure, render, screen, waitFor } from "@testing-library/react";
import { type PageApp, openPageApp } from "#test/page-app.ts";
import { seedFolder } from "#test/seed-conversations.ts";
import { applyChanges } from "#web/api/events/apply-changes.ts";
import { createEvents } from "#web/api/events/events.ts";
import { drafts, newDraft, queueOf } from "#web/features/chat/drafts.ts";
import { editDraft, editing } from "#web/features/chat/editing.ts";
import { enqueue } from "#web/features/chat/queue.ts";
import { en } from "#web/i18n/en.ts";
import { App } from "./app.tsx";

// the page waits for a real app, which loads its dictionaries at the first request
configure({ asyncUtilTimeout: 8_000 });
setDefaultTimeout(30_000);

const ids = ["c0", "c1"];
const clear = () => {
  cleanup();
  for (const id of [...ids, ...ids.map(queueOf), newDraft, editDraft("m0"), editDraft("m1")]) drafts.forget(id);
  ids.forEach((id) => editing.forget(id));
  localStorage.clear();
};
beforeEach(clear);
afterEach(clear);

/** A draft, a waiting message and an edited one in each of these conversations. */
function writeUnsent(conversations: readonly string[]) {
  for (const [index, id] of conversations.entries()) {
    drafts.write(id, { text: `wait ${id}` });
    enqueue(id, { verb: "reply", language: "ja" });
    drafts.write(id, { text: `draft ${id}` });
    editing.begin(id, { id: `m${index}`, text: `edit ${id}` });
  }
  drafts.save();
}
/** Which of these conversations the browser still stores a text or a key of. */
const stored = () => {
  const all = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? "").map(
    (key) => `${key} ${localStorage.getItem(key)}`,
  );
  return ids.filter((id) => all.some((entry) => entry.includes(id)));
};

async function openServer() {
  const dataDir = seedFolder(ids.map((id) => ({ id, title: `title ${id}` })));
  const server = await openPageApp({ dataDir });
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      fs.rmSync(dataDir, { recursive: true });
    },
  };
}
async function openPage(path: string) {
  history.replaceState(null, "", path);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const events = createEvents(null);
  const stop = applyChanges(queryClient, events);
  await act(async () => {
    render(<App queryClient={queryClient} events={events} first={{ language: "en", strings: en }} />);
  });
  return {
    [Symbol.dispose]() {
      cleanup();
      stop();
      events.close();
      queryClient.clear();
    },
  };
}
const field = () => screen.findByLabelText<HTMLTextAreaElement>("Your message");
const toBin = ({ app }: PageApp, id: string) => app.json("DELETE", `/api/conversations/${id}`);
const purge = ({ app }: PageApp, id: string) => app.json("DELETE", `/api/bin/${id}`);
const sent = ({ bodies }: PageApp) => bodies("POST /api/chat");

test("an open window forgets the unsent texts of a chat when another one deletes it for good, and keeps those of a chat in the bin", async () => {
  await using server = await openServer();
  writeUnsent(ids);
  using _page = await openPage("/settings");
  await toBin(server, "c0");
  await toBin(server, "c1");
  await purge(server, "c0");
  await waitFor(() => expect(stored()).toEqual(["c1"]));
  drafts.save(); // nor when the page closes
  expect(stored()).toEqual(["c1"]);
  expect([drafts.read("c0").text, drafts.read(queueOf("c0")).text, drafts.read(editDraft("m0")).text]).toEqual([
    "",
    "",
    "",
  ]);
  expect(drafts.read("c1").text).toBe("draft c1");
});

test("a window forgets at its start what was deleted for good while no window was open, and nothing that the server does not know", async () => {
  await using server = await openServer();
  await toBin(server, "c1");
  await purge(server, "c1");
  writeUnsent(["c0", "c1"]);
  drafts.write("of-another-database", { text: "mine" });
  using _page = await openPage("/chat");
  await waitFor(() => expect(stored()).toEqual(["c0"]));
  expect(drafts.read("of-another-database").text).toBe("mine");
  expect((await field()).value).toBe("");
  drafts.forget("of-another-database");
});

test.each([
  ["moves", "", "wait c0\ndraft c0", "is waiting in a new chat"],
  ["does not move", "mine", "mine", "can't be restored"],
])(
  "a waiting message waits while its open chat is in the bin, and %s to a new chat with the draft %j",
  async (_, before, after, told) => {
    await using server = await openServer();
    drafts.write(newDraft, { text: before });
    drafts.write("c0", { text: "wait c0" });
    using _page = await openPage("/chat/c0");
    await waitFor(async () => expect((await field()).value).toBe("wait c0"));
    await screen.findAllByText("title c0");
    // the bin comes before the message is queued: nothing may send it
    await toBin(server, "c0");
    await screen.findByRole("alert");
    act(() => enqueue("c0", { verb: "reply", language: "ja" }));
    act(() => drafts.write("c0", { text: "draft c0" }));
    expect(screen.getByRole("region", { name: "Waiting message" }).textContent).toContain("wait c0");
    // another window is the first to forget it
    server.faults["POST /api/bin/purged"] = () => {
      const key = `blossom.draft.${queueOf("c0")}`;
      localStorage.removeItem(key);
      act(() => void dispatchEvent(new StorageEvent("storage", { key })));
      return undefined;
    };
    await purge(server, "c0");
    expect(await screen.findByText(new RegExp(`title c0.*${told}`))).toBeTruthy();
    expect(drafts.read(newDraft).text).toBe(after);
    expect(Object.keys(localStorage).filter((key) => key.includes("c0"))).toEqual([]);
    expect(sent(server)).toEqual([]);
  },
);
