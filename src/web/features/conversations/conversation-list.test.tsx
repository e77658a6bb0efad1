import { describe, expect, test } from "bun:test";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { failure, openPageApp } from "#test/page-app.ts";
import { drawPng } from "#test/pixels.ts";
import { renderPage } from "#test/render-page.tsx";
import { conversationsQuery } from "#web/api/conversation-list.ts";
import { Toaster } from "#web/ui/toast.tsx";
import { ConversationList } from "./conversation-list.tsx";

/** An app with two chats that are being answered; the second one began with a picture and has no title yet. */
async function start(faults: Faults = {}) {
  const server = await openPageApp({ ollama: { parallel: 2, script: { ready: new Promise(() => {}) } } });
  const { app } = server;
  const image = Buffer.from(await drawPng(8, 8, () => [90, 90, 90])).toString("base64");
  await app.send("", { images: [image] });
  const { conversationId: id } = await app.send("友達と映画");
  for (const [route, fault] of Object.entries(faults)) server.faults[route.replace(":id", id ?? "")] = fault;
  return Object.assign(server, { id: id ?? "" });
}
type Faults = Record<string, () => Response>;

async function open({ id }: { id: string }) {
  let gone = 0;
  let shown: string | null = null;
  const page = await renderPage(
    <>
      <ConversationList activeId={id} onOpen={(opened) => (shown = opened)} onGone={() => gone++} />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  await screen.findByRole("link", { name: /友達と映画/ });
  return { ...page, gone: () => gone, shown: () => shown };
}
const links = () => screen.queryAllByRole("link").map(({ textContent }) => textContent);

describe("the list of conversations", () => {
  test("marks the open conversation and the one that is being answered, and shows each title in its language", async () => {
    await using server = await start();
    using _page = await open(server);
    expect(screen.getByRole("region", { name: "Today" })).toBeTruthy();
    const active = screen.getByRole("link", { current: "page" });
    expect(active.getAttribute("href")).toBe(`/chat/${server.id}`);
    expect(active.textContent).toContain("(answering)");
    expect(screen.getByText("友達と映画").lang).toBe("ja");
    expect(links()[1]).toBe("(answering)New chat");
  });

  test("says so when it cannot be read", async () => {
    await using _server = await start({ "GET /api/conversations": () => failure(500, "internal", "locked") });
    using _page = await renderPage(<ConversationList activeId={null} onOpen={() => {}} onGone={() => {}} />);
    expect(await screen.findByText("Couldn't load your chats.")).toBeTruthy();
  });
});

test("keeps a list that was read when it cannot be read again", async () => {
  await using server = await start();
  using page = await open(server);
  Object.assign(server.faults, { "GET /api/conversations": () => failure(500, "internal", "locked") });
  await act(() => page.queryClient.invalidateQueries({ queryKey: conversationsQuery.queryKey }));
  const status = () => page.queryClient.getQueryState(conversationsQuery.queryKey)?.status;
  await waitFor(() => expect(status()).toBe("error"));
  expect(links()).toHaveLength(2);
});

describe("deleting", () => {
  test("happens at once, without a question, and is undone with one press", async () => {
    await using server = await start();
    using page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Delete “友達と映画”" }));
    await waitFor(() => expect(links()).toEqual(["(answering)New chat"]));
    expect(page.gone()).toBe(1);
    await page.user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(links()).toHaveLength(2));
    expect(server.requests.map(({ route }) => route)).toContain(`POST /api/conversations/${server.id}/restore`);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("is taken back and reported when it fails", async () => {
    await using server = await start({ "DELETE /api/conversations/:id": () => failure(500, "internal", "locked") });
    using page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Delete “友達と映画”" }));
    expect(await screen.findByText("That didn't work. Try again.")).toBeTruthy();
    await waitFor(() => expect(links()).toHaveLength(2));
    await page.user.click(screen.getByRole("button", { name: "Dismiss" }));
  });
});

describe("renaming", () => {
  const begin = async (server: { id: string }) => {
    const page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Rename “友達と映画”" }));
    return { ...page, field: screen.getByRole<HTMLInputElement>("textbox", { name: "Title" }) };
  };

  test("is saved with Enter and shown at once", async () => {
    await using server = await start();
    using page = await begin(server);
    await page.user.clear(page.field);
    await page.user.type(page.field, "映画{Enter}");
    await waitFor(() => expect(links()[0]).toContain("映画"));
    expect(server.bodies(`PATCH /api/conversations/${server.id}`)).toEqual([{ title: "映画" }]);
    expect(document.activeElement?.getAttribute("href")).toBe(`/chat/${server.id}`);
  });

  test("is cancelled with Escape, which does not stop an answer as well", async () => {
    await using server = await start();
    using page = await begin(server);
    let heard = 0;
    const listen = () => heard++;
    addEventListener("keydown", listen);
    await page.user.type(page.field, "x");
    heard = 0;
    await page.user.keyboard("{Escape}");
    removeEventListener("keydown", listen);
    expect(heard).toBe(0);
    expect(links()[0]).toContain("友達と映画");
    expect(server.bodies(`PATCH /api/conversations/${server.id}`)).toEqual([]);
  });

  test("does not end when an input method confirms, in either order of events", async () => {
    await using server = await start();
    using page = await begin(server);
    fireEvent.keyDown(page.field, { key: "Enter", isComposing: true });
    fireEvent.compositionEnd(page.field);
    fireEvent.compositionStart(page.field);
    fireEvent.compositionEnd(page.field);
    fireEvent.keyDown(page.field, { key: "Enter" });
    expect(screen.getByRole("textbox", { name: "Title" })).toBe(page.field);
    expect(server.bodies(`PATCH /api/conversations/${server.id}`)).toEqual([]);
  });

  test("changes nothing when the new title is empty", async () => {
    await using server = await start();
    using page = await begin(server);
    await page.user.clear(page.field);
    await page.user.tab();
    await waitFor(() => expect(links()[0]).toContain("友達と映画"));
    expect(server.bodies(`PATCH /api/conversations/${server.id}`)).toEqual([]);
  });
});

describe("two windows", () => {
  const path = ({ id }: { id: string }) => `/api/conversations/${id}`;

  test("keep the other window's new title when a title field is left unchanged", async () => {
    await using server = await start();
    using page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Rename “友達と映画”" }));
    const field = screen.getByRole("textbox", { name: "Title" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await server.app.json("PATCH", path(server), { title: "別の題" });
    await page.user.tab();
    await waitFor(() => expect(links()[0]).toContain("別の題"));
    expect(server.bodies(`PATCH ${path(server)}`)).toEqual([]);
  });

  test("both show the title that was typed last", async () => {
    await using server = await start();
    using page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Rename “友達と映画”" }));
    await server.app.json("PATCH", path(server), { title: "別の題" });
    await page.user.keyboard("私の題{Enter}");
    await waitFor(() => expect(links()[0]).toContain("私の題"));
    const title = async () => (await server.app.list()).conversations[0]?.title;
    await waitFor(async () => expect(await title()).toBe("私の題"));
  });

  test("say that the chat was deleted when one window renames or deletes it after the other deleted it", async () => {
    await using server = await start();
    using page = await open(server);
    const gone = () => failure(404, "not_found", "There is no such conversation.");
    server.faults[`PATCH ${path(server)}`] = gone;
    await page.user.click(screen.getByRole("button", { name: "Rename “友達と映画”" }));
    await page.user.keyboard("題{Enter}");
    expect(await screen.findByText(/“.+” deleted/)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Dismiss" }));
    server.faults[`DELETE ${path(server)}`] = gone;
    await page.user.click(await screen.findByRole("button", { name: "Delete “友達と映画”" }));
    expect(await screen.findByText("“友達と映画” deleted")).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Dismiss" }));
  });

  test("say that the chat cannot be restored after the other window deleted it for good", async () => {
    await using server = await start();
    using page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Delete “友達と映画”" }));
    await screen.findByText("“友達と映画” deleted");
    await server.app.json("DELETE", `/api/bin/${server.id}`);
    await page.user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByText("“友達と映画” was deleted for good and can't be restored.")).toBeTruthy();
    expect(page.shown()).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "Dismiss" }));
  });
});

describe("undoing a deletion", () => {
  test("opens the deleted chat again if it was open, also with Ctrl+Z", async () => {
    await using server = await start();
    using page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Delete “友達と映画”" }));
    await screen.findByText("“友達と映画” deleted");
    expect(page.gone()).toBe(1);
    expect(document.activeElement?.textContent).toContain("New chat"); // the next chat has the focus
    await page.user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(page.shown()).toBe(server.id));
    await waitFor(() => expect(links()).toHaveLength(2));
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("leaves Ctrl+Z to a text that is being typed", async () => {
    await using server = await start();
    using page = await open(server);
    await page.user.click(screen.getByRole("button", { name: "Delete “友達と映画”" }));
    await screen.findByText("“友達と映画” deleted");
    await page.user.click(screen.getByRole("button", { name: "Rename “New chat”" }));
    await page.user.keyboard("{Control>}z{/Control}");
    expect(page.shown()).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "Dismiss" }));
  });
});
