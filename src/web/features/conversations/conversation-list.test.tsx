import { describe, expect, test } from "bun:test";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import type { Conversation } from "#shared/chat.ts";
import { failure, playApi } from "#test/played-api.ts";
import { renderPage } from "#test/render-page.tsx";
import { conversationsQuery } from "#web/api/conversations.ts";
import { Toaster } from "#web/ui/toast.tsx";
import { ConversationList } from "./conversation-list.tsx";

const conversation = (id: string, title: string | null, live: string | null = null): Conversation => ({
  id,
  title,
  titled: title !== null,
  language: "ja",
  createdAt: 0,
  updatedAt: Date.now(),
  live,
});

/** A server with two conversations; what is deleted or renamed there, is so in the next list. */
function play(routes: Record<string, object | (() => unknown)> = {}) {
  let list = [conversation("a", "友達と映画", "g"), conversation("b", null)];
  const all = list;
  return playApi({
    "GET /api/conversations": () => ({ conversations: list, next: null }),
    "DELETE /api/conversations/a": () => {
      list = list.filter(({ id }) => id !== "a");
      return { success: true };
    },
    "POST /api/conversations/a/restore": () => {
      list = all;
      return list[0];
    },
    "PATCH /api/conversations/a": ({ body }: { body: unknown }) => {
      list = list.map((each) => (each.id === "a" ? { ...each, ...(body as { title: string }) } : each));
      return list[0];
    },
    ...routes,
  });
}

async function open() {
  let gone = 0;
  const page = await renderPage(
    <>
      <ConversationList activeId="a" onGone={() => gone++} />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  await screen.findByRole("link", { name: /友達と映画/ });
  return { ...page, gone: () => gone };
}
const links = () => screen.queryAllByRole("link").map(({ textContent }) => textContent);

describe("the list of conversations", () => {
  test("marks the open one and the one that is being answered, each title in its language", async () => {
    using _server = play();
    using _page = await open();
    expect(screen.getByRole("region", { name: "Today" })).toBeTruthy();
    const active = screen.getByRole("link", { current: "page" });
    expect(active.getAttribute("href")).toBe("/chat/a");
    expect(active.textContent).toContain("(answering)");
    expect(screen.getByText("友達と映画").lang).toBe("ja");
    expect(links()[1]).toBe("New chat");
  });

  test("that cannot be read says so", async () => {
    using _server = play({ "GET /api/conversations": () => failure(500, "internal", "locked") });
    using _page = await renderPage(<ConversationList activeId={null} onGone={() => {}} />);
    expect(await screen.findByText("The chats could not be read.")).toBeTruthy();
  });
});

test("a list that is there stays there when it cannot be read again", async () => {
  using server = play();
  using page = await open();
  Object.assign(server.routes, { "GET /api/conversations": () => failure(500, "internal", "locked") });
  await act(async () => {
    await page.queryClient.invalidateQueries({ queryKey: conversationsQuery.queryKey });
    await new Promise((resolve) => setTimeout(resolve)); // the list is told in the next task
  });
  expect(page.queryClient.getQueryState(conversationsQuery.queryKey)?.status).toBe("error");
  expect(links()).toHaveLength(2);
});

describe("deleting", () => {
  test("is done at once, without asking, and undone with one press", async () => {
    using server = play();
    using page = await open();
    await page.user.click(screen.getByRole("button", { name: "Delete “友達と映画”" }));
    await waitFor(() => expect(links()).toEqual(["New chat"]));
    expect(page.gone()).toBe(1);
    await page.user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(links()).toHaveLength(2));
    expect(server.requests.map(({ route }) => route)).toContain("POST /api/conversations/a/restore");
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("that does not work is taken back and said", async () => {
    using _server = play({ "DELETE /api/conversations/a": () => failure(500, "internal", "locked") });
    using page = await open();
    await page.user.click(screen.getByRole("button", { name: "Delete “友達と映画”" }));
    expect(await screen.findByText("That did not work.")).toBeTruthy();
    await waitFor(() => expect(links()).toHaveLength(2));
    await page.user.click(screen.getByRole("button", { name: "Dismiss" }));
  });
});

describe("renaming", () => {
  const begin = async () => {
    const page = await open();
    await page.user.click(screen.getByRole("button", { name: "Rename “友達と映画”" }));
    return { ...page, field: screen.getByRole<HTMLInputElement>("textbox", { name: "Title" }) };
  };

  test("is kept with Enter and shown at once", async () => {
    using server = play();
    using page = await begin();
    await page.user.clear(page.field);
    await page.user.type(page.field, "映画{Enter}");
    await waitFor(() => expect(links()[0]).toContain("映画"));
    expect(server.bodies("PATCH /api/conversations/a")).toEqual([{ title: "映画" }]);
    expect(document.activeElement?.getAttribute("href")).toBe("/chat/a");
  });

  test("is left with Escape, which does not stop an answer as well", async () => {
    using server = play();
    using page = await begin();
    let heard = 0;
    const listen = () => heard++;
    addEventListener("keydown", listen);
    await page.user.type(page.field, "x");
    heard = 0;
    await page.user.keyboard("{Escape}");
    removeEventListener("keydown", listen);
    expect(heard).toBe(0);
    expect(links()[0]).toContain("友達と映画");
    expect(server.bodies("PATCH /api/conversations/a")).toEqual([]);
  });

  test("does not end where an input method confirms, in either order of events", async () => {
    using server = play();
    using page = await begin();
    fireEvent.keyDown(page.field, { key: "Enter", isComposing: true });
    fireEvent.compositionEnd(page.field);
    fireEvent.keyDown(page.field, { key: "Enter" });
    expect(screen.getByRole("textbox", { name: "Title" })).toBe(page.field);
    expect(server.bodies("PATCH /api/conversations/a")).toEqual([]);
  });

  test("to nothing changes nothing", async () => {
    using server = play();
    using page = await begin();
    await page.user.clear(page.field);
    await page.user.tab();
    await waitFor(() => expect(links()[0]).toContain("友達と映画"));
    expect(server.bodies("PATCH /api/conversations/a")).toEqual([]);
  });
});
