import { expect, test } from "bun:test";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { followConversation } from "./change-conversation.ts";
import { conversationQuery, loadSent, type OpenConversation } from "./conversations.ts";

/** A conversation that is open on the page, in the real app. */
async function open() {
  const server = await openPageApp();
  const { conversationId, generationId } = await server.app.send("前");
  await Array.fromAsync(server.app.follow(generationId));
  const id = conversationId ?? "";
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const observer = new QueryObserver(client, conversationQuery(id));
  const stop = observer.subscribe(() => {});
  const shown = () => observer.getCurrentResult().data;
  await waitFor(() => expect(shown()).toBeDefined());
  return {
    server,
    client,
    id,
    shown,
    known: shown()!,
    current: () => server.app.json<OpenConversation>("GET", `/api/conversations/${id}`),
    reads: () => server.bodies(`GET /api/conversations/${id}`).length,
    async [Symbol.asyncDispose]() {
      stop();
      await server[Symbol.asyncDispose]();
    },
  };
}

test("an event about messages that the page has shows only the new title", async () => {
  await using page = await open();
  const { conversation, changes } = page.known;
  await followConversation(page.client, { id: page.id, conversation: { ...conversation, title: "題" }, changes });
  await followConversation(page.client, { id: page.id, conversation, changes: changes - 1 }); // it was overtaken
  expect(page.shown()?.conversation.title).toBe("題");
  expect(page.reads()).toBe(1);
});

test("events about newer messages are followed by one read, also when they come while it is on its way", async () => {
  await using page = await open();
  const { generationId } = await page.server.app.send("後", { conversationId: page.id });
  await Array.fromAsync(page.server.app.follow(generationId));
  const { conversation, changes } = await page.current();
  const event = { id: page.id, conversation, changes };
  await Promise.all([followConversation(page.client, event), followConversation(page.client, event)]);
  expect(page.shown()?.messages).toHaveLength(4);
  expect(page.reads()).toBe(2);
});

test("a message that was sent is read once, by its event or after its response", async () => {
  await using page = await open();
  const { messageId } = await page.server.app.send("後", { conversationId: page.id });
  const { conversation, changes } = await page.current();
  const event = followConversation(page.client, { id: page.id, conversation, changes });
  await Promise.all([event, loadSent(page.client, page.id, messageId ?? "")]);
  await loadSent(page.client, page.id, messageId ?? "");
  expect(page.shown()?.messages.some(({ id }) => id === messageId)).toBe(true);
  expect(page.reads()).toBe(2);
});

test("an event without a number, and one about a deleted conversation, are followed by a read", async () => {
  await using page = await open();
  await followConversation(page.client, { id: page.id, conversation: page.known.conversation });
  await followConversation(page.client, { id: page.id, conversation: null });
  expect(page.reads()).toBe(3);
});
