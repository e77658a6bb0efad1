import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "bun:test";
import { buildConversation } from "#test/builders.ts";
import { learner } from "#test/play-chat.tsx";
import { showConversation } from "./change-conversation.ts";
import { conversationQuery, forgetEarlier } from "./conversations.ts";

const { queryKey } = conversationQuery("c");

/** A conversation that was open, and has changed since. */
async function cache() {
  const client = new QueryClient();
  const messages = Array.from({ length: 40 }, (_, n) => ({ ...learner("文"), id: `m${n}`, position: (n + 1) * 16 }));
  const conversation = buildConversation("c");
  client.setQueryData(queryKey, {
    conversation,
    messages,
    asked: null,
    earlier: null,
    later: null,
    branch: 0,
    changes: 40,
  });
  await client.invalidateQueries({ queryKey });
  return Object.assign(client, { [Symbol.dispose]: () => client.clear() });
}
const isOutOfDate = (client: QueryClient) => client.getQueryState(queryKey)?.isInvalidated;

test("reads a changed conversation when it is opened, even if it was renamed in the list first", async () => {
  using client = await cache();
  await showConversation(client, buildConversation("c", { title: "新しい題" }));
  expect(client.getQueryData(queryKey)?.conversation.title).toBe("新しい題");
  expect(isOutOfDate(client)).toBe(true);
});

test("reads a changed conversation when it is opened, even if its earlier messages were forgotten first", async () => {
  using client = await cache();
  forgetEarlier(client, "c");
  expect(client.getQueryData(queryKey)?.messages.length).toBeLessThan(40);
  expect(isOutOfDate(client)).toBe(true);
});
