import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { Started } from "#shared/chat.ts";
import { failure, openPageApp, type PageApp } from "#test/page-app.ts";
import { field, log, openChat } from "#test/play-chat.tsx";
import { byTask } from "#test/upstream/by-task.ts";
import "./edit-field.tsx"; // a browser has loaded it before the pencil is pressed

// other test files of the same process leave data there
beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

/** A conversation of the real app with these messages, and the server's events. */
async function open(...texts: string[]) {
  const page = await openPageApp({ ollama: { script: byTask({ question: { text: "Answer." } }) } });
  const { app } = page;
  let id = "";
  const post = async (path: string, body: object) => {
    const response = await app.request("POST", path, body, { prefer: "respond-async" });
    const started = (await response.json()) as Started;
    await app.events(started.generationId);
    return started;
  };
  const sent: string[] = [];
  for (const text of texts) {
    const started = await post("/api/chat", { text, ...(id !== "" && { conversationId: id }) });
    id = started.conversationId!;
    sent.push(started.messageId!);
  }
  return {
    page,
    id,
    sent,
    /** Another window edits a message, or shows another version. */
    edit: (message: string, text: string) => post(`/api/messages/${message}/edits`, { text }),
    show: (messageId: string) => app.json("PUT", `/api/conversations/${id}/branch`, { messageId }),
    [Symbol.asyncDispose]: () => page[Symbol.asyncDispose](),
  };
}
const words = () =>
  [...document.querySelectorAll("[data-role=learner]")].map((said) => said.querySelector("p")?.textContent ?? "");
const shows = (...texts: string[]) => waitFor(() => expect(words()).toEqual(texts));
const isOpen = (...texts: string[]) => shows(...texts);
const pencil = (index: number) => screen.getAllByRole("button", { name: "Edit this message" })[index]!;
const edited = () => screen.getByLabelText<HTMLTextAreaElement>("Edited message");
const reads = ({ requests }: PageApp, id: string) =>
  requests.filter(({ route }) => route === `GET /api/conversations/${id}`).length;

describe("an edited message", () => {
  test("stands in place of the earlier one at once, and its field is closed", async () => {
    await using chat = await open("one", "two", "three");
    let arrive = () => {};
    const gate = new Promise<undefined>((resolve) => (arrive = () => resolve(undefined)));
    chat.page.faults[`POST /api/messages/${chat.sent[1]}/edits`] = () => gate;
    using page = await openChat(chat.id);
    await isOpen("one", "two", "three");
    await page.user.click(pencil(1));
    await page.user.type(await screen.findByLabelText("Edited message"), " again{Enter}");
    await shows("one", "two again");
    expect(screen.queryByLabelText("Edited message")).toBeNull();
    expect(document.activeElement === field()).toBe(true);
    arrive();
    await screen.findByRole("group", { name: "Versions of this message" });
    await shows("one", "two again");
    expect(localStorage.length).toBe(0);
  });

  test.each([
    ["another window's answer is running", failure(409, "busy", "busy"), "The tutor is still answering"],
    [
      "another window has shown another branch",
      failure(409, "branch_changed", "no"),
      "This chat now shows another version",
    ],
    ["the disk is full", failure(507, "disk_full", "full"), "Not sent."],
  ])("is in its field again, with its text and the reason, when %s", async (_, answer, reason) => {
    await using chat = await open("one", "two");
    chat.page.faults[`POST /api/messages/${chat.sent[0]}/edits`] = async () => answer;
    using page = await openChat(chat.id);
    await isOpen("one", "two");
    await page.user.click(pencil(0));
    await page.user.type(await screen.findByLabelText("Edited message"), " again{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain(reason);
    expect(edited().value).toBe("one again");
    expect(words()).toHaveLength(2);
    const [first] = chat.page.bodies(`POST /api/messages/${chat.sent[0]}/edits`) as { key: string; task: string }[];
    delete chat.page.faults[`POST /api/messages/${chat.sent[0]}/edits`];
    await page.user.click(edited());
    await page.user.keyboard("{Enter}");
    await shows("one again");
    const [, second] = chat.page.bodies(`POST /api/messages/${chat.sent[0]}/edits`);
    expect(second).toEqual(first as object);
  });

  test("is kept with the version before it, which a message leads to, when another window edits the same one", async () => {
    await using chat = await open("one");
    using page = await openChat(chat.id);
    await isOpen("one");
    await page.user.click(pencil(0));
    await page.user.type(await screen.findByLabelText("Edited message"), " mine");
    await chat.edit(chat.sent[0]!, "one theirs");
    await shows("one theirs");
    const message = await screen.findByText(/^This chat now shows another version/);
    await page.user.click(within(message.parentElement!).getByRole("button", { name: "Previous version" }));
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Edited message")).value).toBe("one mine");
    expect(message.isConnected).toBe(false);
  });

  test("gets the focus again by ↑ in the empty message field", async () => {
    await using chat = await open("one");
    using page = await openChat(chat.id);
    await isOpen("one");
    await page.user.click(pencil(0));
    await page.user.type(await screen.findByLabelText("Edited message"), " mine");
    await page.user.click(field());
    await page.user.keyboard("{ArrowUp}");
    expect(document.activeElement === edited()).toBe(true);
    expect(edited().value).toBe("one mine");
  });

  test("is sent with the verb of the earlier version, and with the other verb on Alt+Enter", async () => {
    await using chat = await open("one");
    using page = await openChat(chat.id);
    await isOpen("one");
    for (const [keys, task] of [
      ["{Enter}", "reply"],
      ["{Alt>}{Enter}{/Alt}", "explain"],
    ] as const) {
      await page.user.click(pencil(0));
      await page.user.type(await screen.findByLabelText("Edited message"), `!${keys}`);
      await waitFor(() =>
        expect(chat.page.requests.findLast(({ route }) => route.endsWith("/edits"))?.body).toMatchObject({ task }),
      );
      await waitFor(() => expect(pencil(0).getAttribute("aria-disabled")).toBe("false"));
    }
  });

  test("waits while an answer is written, and says so where a title cannot be seen", async () => {
    await using chat = await open("one");
    chat.page.ollama.script = { pieces: ["え"], silentAfter: 1 };
    const body = { text: "two", conversationId: chat.id };
    await chat.page.app.request("POST", "/api/chat", body, { prefer: "respond-async" });
    using page = await openChat(chat.id);
    await isOpen("one", "two");
    await waitFor(() => expect(pencil(0).getAttribute("aria-disabled")).toBe("true"));
    await page.user.click(pencil(0));
    await screen.findByText("The tutor is still answering. Wait, or press Stop.");
    await page.user.click(field());
    await page.user.keyboard("{ArrowUp}");
    expect(screen.queryByLabelText("Edited message")).toBeNull();
  });

  test("cannot be sent without words, or while it is composed", async () => {
    await using chat = await open("one");
    using page = await openChat(chat.id);
    await isOpen("one");
    await page.user.click(pencil(0));
    await page.user.clear(await screen.findByLabelText("Edited message"));
    await page.user.keyboard("{Enter}");
    fireEvent.change(edited(), { target: { value: "ねこ" } });
    fireEvent.compositionStart(edited());
    fireEvent.keyDown(edited(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(edited(), { key: "Escape", isComposing: true });
    expect(edited().value).toBe("ねこ");
    expect(chat.page.requests.filter(({ route }) => route.endsWith("/edits"))).toHaveLength(0);
  });
});

describe("a window that shows another branch than the conversation", () => {
  test("keeps the messages before the fork and reads those after it", async () => {
    await using chat = await open("one", "two", "three");
    using _page = await openChat(chat.id);
    await isOpen("one", "two", "three");
    const one = within(log()).getByText("one");
    await chat.edit(chat.sent[1]!, "two again");
    await shows("one", "two again");
    expect(within(log()).getByText("one") === one).toBe(true);
    await chat.show(chat.sent[1]!);
    await shows("one", "two", "three");
    expect(within(log()).getAllByText("Answer.")).toHaveLength(3);
  });

  test("shows the end of the other branch when its fork is before the messages that are loaded", async () => {
    const texts = Array.from({ length: 13 }, (_, n) => `text ${n}`);
    await using chat = await open(...texts);
    using _page = await openChat(chat.id);
    await isOpen(...texts.slice(3));
    await chat.edit(chat.sent[0]!, "other");
    await shows("other");
    await chat.show(chat.sent[0]!);
    await waitFor(() => expect(words().at(-1)).toBe("text 12"));
    expect(words().slice(-10)).toEqual(texts.slice(3));
    expect(reads(chat.page, chat.id)).toBeLessThan(20);
  });

  test("shows the branch of its last choice after two quick ones", async () => {
    await using chat = await open("one", "two");
    using _page = await openChat(chat.id);
    await isOpen("one", "two");
    const again = await chat.edit(chat.sent[1]!, "two again");
    await chat.edit(chat.sent[0]!, "uno");
    await chat.show(again.messageId!);
    await shows("one", "two again");
  });
});
