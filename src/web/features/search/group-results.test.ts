import { expect, test } from "bun:test";
import type { SearchResult } from "#shared/search.ts";
import { groupResults } from "./group-results.ts";

const result = (id: string, kind: SearchResult["kind"], messageId: string | null): SearchResult => ({
  kind,
  conversation: { id, title: id, language: "ja", pinned: false },
  messageId,
  isHidden: false,
  role: messageId === null ? null : "learner",
  language: "ja",
  at: 0,
  excerpt: [],
});

test("puts the results of a chat together, its title first, in the order in which the chats were found", () => {
  const groups = groupResults([
    result("b", "title", null),
    result("a", "message", "1"),
    result("b", "card", "2"),
    result("a", "message", "3"),
  ]);
  expect(groups.map(({ conversation, title, results }) => [conversation.id, title !== null, results.length])).toEqual([
    ["b", true, 1],
    ["a", false, 2],
  ]);
});
