import { expect, test } from "bun:test";
import { pageAt } from "./page-at.ts";

const id = "00000000-0000-4000-8000-000000000001";

test.each([
  ["/chat", { kind: "chat" }],
  ["/", { kind: "chat" }],
  [`/chat/${id}`, { kind: "conversation", id }],
  [`/chat/${id}/more`, { kind: "chat" }],
  ["/chat/a%22b", { kind: "chat" }],
  ["/settings", { kind: "settings" }],
  ["/settings/models", { kind: "settings" }],
  ["/settingsother", { kind: "chat" }],
  ["/words", { kind: "words" }],
  [`/words/${id}`, { kind: "words" }],
  ["/review", { kind: "review" }],
  ["/review/statistics", { kind: "review" }],
  ["/tutor", { kind: "tutor" }],
  ["/tutor/more", { kind: "chat" }],
  ["/bin", { kind: "bin" }],
  ["/bin/more", { kind: "chat" }],
] as const)("finds the page at %s", (path, page) => {
  expect(pageAt(path)).toEqual(page);
});
