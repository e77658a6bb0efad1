import { expect, setDefaultTimeout, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import type { OpenApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { byTask } from "#test/upstream/by-task.ts";

// dictionaries load here, while the machine may be busy
setDefaultTimeout(30_000);

const script = byTask({
  explain: "0 I go to school.\n1 I\n2 (topic)\n3 school\n4 to\n5 go\n",
  question: "It is Korean.",
});

async function retry(app: OpenApp, id: string, body: object) {
  const response = await app.request("POST", `/api/messages/${id}/retry`, body, { prefer: "respond-async" });
  expect(response.status).toBe(202);
  await app.events(((await response.json()) as Started).generationId);
}

test("answers a message again in the language it is written in, with the same verb", async () => {
  await using opened = await openWithOllama({ script });
  const { app } = opened;
  const { generationId, conversationId } = await app.send("저는 학교에 갑니다.", { task: "explain", language: "ja" });
  await app.events(generationId);
  const before = await app.conversation(conversationId!);
  expect(before.messages[1]?.answer).toMatchObject({
    task: "question",
    notices: [{ code: "better_language", language: "ko" }],
  });

  await retry(app, before.messages[1]!.id, { mode: "retry", language: "ko" });
  const { conversation, messages } = await app.conversation(conversationId!);
  expect(conversation.language).toBe("ko");
  expect(messages.map(({ language }) => language)).toEqual(["ko", "ko"]);
  expect(messages[1]?.answer).toMatchObject({ task: "explain", language: "ko", notices: [] });
  expect(messages[1]?.answer?.cards[0]?.card.words.map(({ surface }) => surface)).toContain("학교");
  expect(messages[1]?.generations).toHaveLength(2); // the earlier answer is kept
  const changed = await app.json<{ messages: { role: string }[] }>(
    "GET",
    `/api/conversations/${conversationId}?changedSince=${(before as unknown as { changes: number }).changes}`,
  );
  expect(changed.messages.map(({ role }) => role)).toContain("learner");
});

test("keeps the language of a message on a retry without one", async () => {
  await using opened = await openWithOllama({ script });
  const { app } = opened;
  const { generationId, conversationId } = await app.send("저는 학교에 갑니다.", { task: "explain", language: "ja" });
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  await retry(app, messages[1]!.id, { mode: "retry" });
  expect((await app.conversation(conversationId!)).messages.map(({ language }) => language)).toEqual(["ja", "ja"]);
});
