import fs from "node:fs";
import { describe, expect, test } from "bun:test";
import { act, screen, waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { type Seed, seedFolder } from "#test/seed-conversations.ts";
import { ConversationList } from "./conversation-list.tsx";

/** The page of an app with these conversations, the last one newest. */
async function open(seeds: Iterable<Seed>) {
  const dataDir = seedFolder(seeds);
  const server = await openPageApp({ dataDir });
  const page = await renderPage(
    <nav>
      <ConversationList activeId={null} onOpen={() => {}} onGone={() => {}} />
    </nav>,
  );
  await screen.findAllByRole("link");
  return {
    ...page,
    ...server,
    lists: () => server.requests.filter(({ route }) => route === "GET /api/conversations").length,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
      fs.rmSync(dataDir, { recursive: true });
    },
  };
}
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const many = (count: number, title = (n: number) => `猫 ${n}`): Seed[] =>
  Array.from({ length: count }, (_, n) => ({ id: idOf(n), title: title(n), exchanges: 0 }));
const titles = () => screen.queryAllByRole("link").map(({ textContent }) => textContent);

test("draws only the part on the screen, and gives each row its position in the whole list", async () => {
  await using page = await open(many(1_000));
  expect(document.querySelectorAll("nav *").length).toBeLessThan(500);
  const [first] = screen.getAllByRole("listitem");
  await waitFor(() => expect(first?.getAttribute("aria-posinset")).toBe("1"));
  const last = screen.getAllByRole("listitem").findLast((row) => row.dataset["chat"])!;
  expect(last.querySelector("a")?.textContent).toBe(`猫 ${1_000 - Number(last.getAttribute("aria-posinset"))}`);
  expect(page.lists()).toBeLessThanOrEqual(2);
});

describe("a change in another window", () => {
  test("is shown without reading the list again", async () => {
    await using page = await open(many(120));
    await waitFor(() => expect(page.lists()).toBeGreaterThan(0));
    await page.app.json("PATCH", `/api/conversations/${idOf(119)}`, { title: "名前" });
    await waitFor(() => expect(titles()[0]).toBe("名前"));
    const before = page.lists();
    await page.app.json("PATCH", `/api/conversations/${idOf(118)}`, { title: "新しい題" });
    await waitFor(() => expect(titles()[1]).toBe("新しい題"));
    await page.app.json("DELETE", `/api/conversations/${idOf(119)}`);
    await waitFor(() => expect(titles()[0]).toBe("新しい題"));
    await page.app.json("POST", `/api/conversations/${idOf(119)}/restore`);
    await waitFor(() => expect(titles()[0]).toBe("名前"));
    await page.app.send("犬が好き", { conversationId: idOf(50) });
    await waitFor(() => expect(titles()[0]).toContain("猫 50"));
    expect(page.lists()).toBe(before);
  });

  test("pins a chat, and moves it back", async () => {
    await using page = await open(many(120));
    await page.app.json("PATCH", `/api/conversations/${idOf(3)}`, { pinned: true });
    await waitFor(() => expect(titles()[0]).toBe("猫 3"));
    expect(screen.getByRole("region", { name: "Pinned" }).querySelectorAll("a")).toHaveLength(1);
    const before = page.lists();
    await page.app.json("PATCH", `/api/conversations/${idOf(3)}`, { pinned: false });
    await waitFor(() => expect(titles()[0]).toBe("猫 119"));
    expect(page.lists()).toBe(before);
  });
});

test("pins and unpins a chat by the keyboard, and keeps the focus on it", async () => {
  await using page = await open(many(60));
  const link = screen.getByRole("link", { name: "猫 40" });
  act(() => link.focus());
  await page.user.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Pin “猫 40”");
  await page.user.keyboard("{Enter}");
  await waitFor(() => expect(titles()[0]).toBe("猫 40"));
  await waitFor(() => expect(document.activeElement?.textContent).toBe("猫 40"));
  expect((await page.app.list()).conversations[0]).toMatchObject({ title: "猫 40", pinned: true });
  await page.user.keyboard("{ArrowRight}{Enter}");
  await waitFor(() => expect(titles()[0]).toBe("猫 59"));
  await waitFor(() => expect(document.activeElement?.textContent).toBe("猫 40"));
  expect(screen.queryByRole("region", { name: "Pinned" })).toBeNull();
});

test("gives each chat one tab stop, and reaches the other chats and the actions with the arrow keys", async () => {
  await using page = await open(many(3));
  const focused = () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent;
  const after = async (key: string) => {
    await page.user.keyboard(key);
    return focused();
  };
  expect(await after("{Tab}")).toBe("猫 2");
  expect(await after("{Tab}")).toBe("猫 1");
  expect(await after("{ArrowDown}")).toBe("猫 0");
  expect(await after("{ArrowDown}")).toBe("猫 0");
  expect(await after("{ArrowRight}")).toBe("Pin “猫 0”");
  expect(await after("{ArrowRight}")).toBe("Rename “猫 0”");
  expect(await after("{ArrowRight}")).toBe("Delete “猫 0”");
  expect(await after("{ArrowRight}")).toBe("Delete “猫 0”");
  expect(await after("{ArrowLeft}{ArrowLeft}{ArrowLeft}")).toBe("猫 0");
  expect(await after("{ArrowUp}")).toBe("猫 1");
  expect(await after("{ArrowRight}{ArrowRight}{Enter}")).toBe("Title");
  expect(await after("{ArrowUp}")).toBe("Title"); // the arrow keys belong to the field now
});
