import fs from "node:fs";
import { describe, expect, test } from "bun:test";
import { fireEvent, screen, waitFor } from "@testing-library/react";
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
const field = () => screen.getByRole<HTMLInputElement>("searchbox", { name: "Search chats" });

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

  test("enters and leaves the result of a search", async () => {
    await using page = await open(many(9));
    await page.user.type(field(), "犬");
    await screen.findByText(/No chat title contains “犬”/);
    await page.app.json("PATCH", `/api/conversations/${idOf(3)}`, { title: "犬の話" });
    await waitFor(() => expect(titles()).toEqual(["犬の話"]));
    await page.app.json("PATCH", `/api/conversations/${idOf(3)}`, { title: "猫の話" });
    await screen.findByText(/No chat title contains “犬”/);
  });
});

describe("the search", () => {
  test("does not appear when there are fewer than eight chats", async () => {
    await using _page = await open(many(7));
    expect(screen.queryByRole("searchbox")).toBeNull();
  });

  test("opens with / from anywhere, finds while typing, counts the results, and shows all again on Escape", async () => {
    await using page = await open(many(20, (n) => (n % 4 === 0 ? `犬 ${n}` : `猫 ${n}`)));
    await page.user.keyboard("/");
    expect(document.activeElement).toBe(field());
    await page.user.keyboard("犬");
    await waitFor(() => expect(titles()).toEqual(["犬 16", "犬 12", "犬 8", "犬 4", "犬 0"]));
    expect(screen.getByRole("status").textContent).toBe("5 chats");
    await page.user.keyboard("/");
    expect(field().value).toBe("犬/");
    let heard = 0;
    const hear = () => heard++;
    addEventListener("keydown", hear);
    await page.user.keyboard("{Escape}");
    removeEventListener("keydown", hear);
    expect(heard).toBe(0); // another listener would stop an answer
    await waitFor(() => expect(titles()).toHaveLength(20));
    expect(field().value).toBe("");
  });

  test("waits until an input method has finished", async () => {
    await using page = await open(many(9, (n) => (n === 4 ? "映画" : `猫 ${n}`)));
    const before = page.lists();
    fireEvent.compositionStart(field());
    fireEvent.change(field(), { target: { value: "えい" } });
    fireEvent.keyDown(field(), { key: "Escape", isComposing: true });
    expect(field().value).toBe("えい");
    expect(page.lists()).toBe(before);
    fireEvent.change(field(), { target: { value: "映画" } });
    fireEvent.compositionEnd(field());
    await waitFor(() => expect(titles()).toEqual(["映画"]));
  });

  test("says what to do when nothing is found, and shows all chats again", async () => {
    await using page = await open(many(9));
    await page.user.type(field(), "%_'");
    expect(await screen.findByText("No chat title contains “%_'”. Try another word, or fewer letters.")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toBe("0 chats");
    await page.user.click(screen.getByRole("button", { name: "Show all chats" }));
    await waitFor(() => expect(titles()).toHaveLength(9));
    expect(field().value).toBe("");
  });
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
  expect(await after("{ArrowRight}")).toBe("Rename “猫 0”");
  expect(await after("{ArrowRight}")).toBe("Delete “猫 0”");
  expect(await after("{ArrowRight}")).toBe("Delete “猫 0”");
  expect(await after("{ArrowLeft}{ArrowLeft}")).toBe("猫 0");
  expect(await after("{ArrowUp}")).toBe("猫 1");
  expect(await after("{ArrowRight}{Enter}")).toBe("Title");
  expect(await after("{ArrowUp}")).toBe("Title"); // the arrow keys belong to the field now
});
