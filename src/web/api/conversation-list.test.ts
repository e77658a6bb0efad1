import { describe, expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import { buildConversation } from "#test/builders.ts";
import { type ConversationPage, conversationsQuery, refreshList, showInList, withEntry } from "./conversation-list.ts";

const entry = (id: string, activity: number, updatedAt = 0) => buildConversation(id, { activity, updatedAt });
/** Two loaded pages. `hasMore`: the server has older ones. */
const pages = (hasMore = false): ConversationPage[] => [
  { conversations: [entry("e", 50), entry("d", 40)], total: 9, next: 40 },
  { conversations: [entry("c", 30), entry("b", 20)], total: 9, next: hasMore ? 20 : null },
];
const idsOf = (list: readonly ConversationPage[]) =>
  list.map(({ conversations }) => conversations.map(({ id }) => id).join(""));

describe("a change of one conversation", () => {
  test.each([
    ["moves it to the top when it was answered", entry("b", 60, 1), ["bed", "c"], 9],
    ["leaves it where it is when its title changed", entry("c", 30, 1), ["ed", "cb"], 9],
    ["adds a new one at the top, and counts it", entry("n", 60), ["ned", "cb"], 10],
    ["puts a restored one back in its place, and counts it", entry("x", 35, 1), ["ed", "xcb"], 10],
    ["puts the oldest one at the end of a list that is loaded", entry("a", 10, 1), ["ed", "cba"], 10],
  ] as const)("%s", (_, changed, ids, total) => {
    const list = withEntry(pages(), changed.id, changed);
    expect(idsOf(list)).toEqual([...ids]);
    expect(list[0]?.total).toBe(total);
  });

  test("waits for the next page when its place is not loaded", () => {
    expect(idsOf(withEntry(pages(true), "a", entry("a", 10, 1)))).toEqual(["ed", "cb"]);
  });

  test("keeps the last loaded conversation, below which the next page begins", () => {
    const renamed = withEntry(pages(true), "b", entry("b", 20, 1));
    expect(idsOf(renamed)).toEqual(["ed", "cb"]);
    expect(idsOf(withEntry(withEntry(renamed, "b", null), "b", entry("b", 20, 1)))).toEqual(["ed", "cb"]);
  });

  test("removes it when it was deleted, and counts it once", () => {
    const list = withEntry(pages(true), "d", null);
    expect(idsOf(list)).toEqual(["e", "cb"]);
    expect(list[1]?.total).toBe(8);
    // the event about this window's own change, or about a conversation that this search does not find
    expect(withEntry(list, "d", null)[1]?.total).toBe(8);
    expect(withEntry(list, "other", null)[1]?.total).toBe(8);
    // it was restored
    expect(withEntry(list, "d", entry("d", 40, 1))[1]?.total).toBe(9);
  });
});

test("reads a hidden list again when it is next shown after a gap, even if a change arrives first", async () => {
  const client = new QueryClient();
  const { queryKey } = conversationsQuery;
  client.setQueryData(queryKey, { pages: pages(), pageParams: [0, 40] });
  await refreshList(client);
  await showInList(client, "n", entry("n", 60));
  expect(client.getQueryData(queryKey)?.pages[0]?.conversations[0]?.id).toBe("n");
  expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  client.clear();
});
