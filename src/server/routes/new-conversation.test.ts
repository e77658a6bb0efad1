import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

test("a message that begins a conversation brings it, as another request would read it; a later message does not", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ question: "Yes." }) });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const send = async (message: object) => {
    const response = await app.request("POST", "/api/chat", message, { prefer: "respond-async" });
    expect(response.status).toBe(202);
    return (await response.json()) as Started;
  };
  const first = await send({ text: "How do I say this?", task: "reply" });
  await (await app.request("GET", `/api/generations/${first.generationId}/events`)).text(); // until its end
  const read = await app.json<NonNullable<Started["opened"]>>("GET", `/api/conversations/${first.conversationId}`);
  const idsOf = ({ messages }: { messages: readonly { id: string; role: string }[] }) =>
    messages.map(({ id, role }) => [id, role]);
  expect(first.opened?.conversation.id).toBe(first.conversationId!);
  expect(idsOf(first.opened!)).toEqual(idsOf(read));
  expect(first.opened!.branch).toBe(read.branch);
  expect(first.opened!.changes).toBeLessThanOrEqual(read.changes);

  const { conversationId, messages } = { conversationId: first.conversationId, messages: read.messages };
  const next = await send({ text: "And this?", task: "reply", conversationId, after: messages.at(-1)!.id });
  expect(next.opened).toBeUndefined();
});
