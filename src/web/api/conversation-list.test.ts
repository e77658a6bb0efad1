import { describe, expect, test } from "bun:test";
import { buildConversation } from "#test/builders.ts";
import { type ConversationPage, withEntry } from "./conversation-list.ts";

const entry = (id: string, activity: number, updatedAt = 0) => buildConversation(id, { activity, updatedAt });
/** Two loaded pages; `hasMore`: there are older ones. */
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
    ["puts a restored one back to its place", entry("x", 35, 1), ["ed", "xcb"], 9],
    ["puts the oldest one to the end of a list that is loaded", entry("a", 10, 1), ["ed", "cba"], 9],
  ] as const)("%s", (_, changed, ids, total) => {
    const list = withEntry(pages(), changed.id, changed);
    expect(idsOf(list)).toEqual([...ids]);
    expect(list[0]?.total).toBe(total);
  });

  test("is left to the next page when its place is not loaded", () => {
    expect(idsOf(withEntry(pages(true), "a", entry("a", 10, 1)))).toEqual(["ed", "cb"]);
  });

  test("removes it when it was deleted, also when it was not loaded", () => {
    expect(idsOf(withEntry(pages(), "d", null))).toEqual(["e", "cb"]);
    expect(withEntry(pages(true), "a", null)[1]?.total).toBe(8);
  });
});
