import type { Conversation } from "#shared/chat.ts";
import { describe, expect, test } from "bun:test";
import { groupConversations } from "./group-conversations.ts";

const now = new Date(2026, 10, 22, 0, 30);
const last = (...when: [number, number, number, number]): Conversation => ({
  id: when.join("-"),
  title: null,
  titled: false,
  pinned: false,
  language: "ja",
  lastTask: null,
  activity: 1,
  createdAt: 0,
  updatedAt: new Date(...when).getTime(),
  live: null,
});

describe("conversations at half past midnight on 22 November", () => {
  test.each([
    ["today", last(2026, 10, 22, 0)],
    ["thisWeek", last(2026, 10, 21, 23)],
    ["thisWeek", last(2026, 10, 16, 0)],
    ["earlier", last(2026, 10, 15, 23)],
    ["today", last(2026, 10, 22, 1)], // the clock was ahead
  ] as const)("%s: %o", (name, conversation) => {
    expect(groupConversations([conversation], now)).toEqual([{ name, conversations: [conversation] }]);
  });

  test("join the group of the conversation before them when their date is in the future", () => {
    const list = [last(2026, 10, 18, 0), last(2036, 10, 17, 0), last(2026, 10, 16, 0), last(2026, 5, 1, 0)];
    expect(groupConversations(list, now).map(({ name, conversations }) => [name, conversations.length])).toEqual([
      ["thisWeek", 3],
      ["earlier", 1],
    ]);
  });

  test("keep their order, without empty groups", () => {
    const list = [last(2026, 10, 22, 0), last(2026, 5, 2, 0), last(2026, 5, 1, 0)];
    expect(groupConversations(list, now).map(({ name, conversations }) => [name, conversations.length])).toEqual([
      ["today", 1],
      ["earlier", 2],
    ]);
    expect(groupConversations([], now)).toEqual([]);
  });
});
