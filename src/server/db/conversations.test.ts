import type { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { plansOf } from "#test/plans-of.ts";
import { seedConversations } from "#test/seed-conversations.ts";
import { getConversation, listConversations, touchConversation } from "./conversations.ts";
import { getOpenGeneration, insertGeneration, listOpenIn } from "./generations.ts";
import { insertMessage } from "./messages.ts";
import { openDatabase } from "./open.ts";

/** Two conversations of 40 messages; `old` is being answered again. */
function open() {
  const db = openDatabase(":memory:");
  seedConversations(db, [
    { id: "old", title: "映画", exchanges: 20 },
    { id: "new", title: "猫", exchanges: 20 },
  ]);
  const appearance = { kind: "message", ref: "old-q19" } as const;
  const generation = { messageId: "old-r19", appearance, explanationLanguage: "en", now: 0 };
  insertGeneration(db, { ...generation, id: "running", task: "explain" });
  return db;
}

describe("a conversation in the list", () => {
  test("has its running answer, and the task of its newest answer", () => {
    using db = open();
    const { conversations, total } = listConversations(db, { limit: 10 });
    expect(conversations.map(({ id, live, lastTask }) => [id, live, lastTask])).toEqual([
      ["new", null, "reply"],
      ["old", "running", "explain"],
    ]);
    expect(total).toBe(2);
    expect(getOpenGeneration(db, "old")).toBe("running");
    expect(getOpenGeneration(db, "new")).toBeNull();
    expect(listOpenIn(db, "old")).toEqual(["running"]);
  });

  test("has no running answer while only a sentence is checked", () => {
    using db = open();
    const appearance = { kind: "message", ref: "new-q0" } as const;
    insertGeneration(db, {
      id: "check",
      messageId: "new-q0",
      appearance,
      explanationLanguage: "en",
      task: "correct",
      now: 0,
    });
    expect(getConversation(db, "new")?.live).toBeNull();
    expect(listOpenIn(db, "new")).toEqual(["check"]);
  });

  test("has no task before its first answer", () => {
    using db = open();
    seedConversations(db, [{ id: "empty", title: null, exchanges: 0 }]);
    insertMessage(db, { id: "m", conversationId: "empty", role: "learner", text: "猫", language: "ja", createdAt: 0 });
    expect(getConversation(db, "empty")).toMatchObject({ live: null, lastTask: null, title: null });
  });
});

describe("never reads all messages of a conversation", () => {
  test.each([
    ["the list", (db: Database) => listConversations(db, { limit: 50 })],
    ["one conversation", (db: Database) => getConversation(db, "old")],
    ["the running answer", (db: Database) => getOpenGeneration(db, "old")],
    ["everything that runs", (db: Database) => listOpenIn(db, "old")],
  ])("for %s", (_, read) => {
    using db = open();
    const plans = plansOf(db, () => read(db));
    const ofMessages = plans.filter((step) => step.includes(" messages "));
    expect(ofMessages.length).toBeGreaterThan(0);
    for (const step of ofMessages)
      // by its id; or along the index of positions, where the first match ends the search
      expect(step).toMatch(/\(id=\?\)|messages USING INDEX sqlite_autoindex_messages_\d \(conversation_id=\?\)$/);
    expect(plans.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
    // only small parts of tables are read whole: the running answers, and the index of the list
    for (const step of plans.filter((each) => each.startsWith("SCAN")))
      expect(step).toMatch(/ USING (COVERING )?INDEX (generations_open|conversations_listed)$/);
  });
});

test("lists the conversation that was answered last first, and counts all pages", () => {
  using db = openDatabase(":memory:");
  seedConversations(
    db,
    Array.from({ length: 5 }, (_, n) => ({ id: `c${n}`, title: `猫${n}` })),
  );
  touchConversation(db, "c1", "ja", 0);
  const first = listConversations(db, { limit: 2 });
  expect(first.conversations.map(({ id }) => id)).toEqual(["c1", "c4"]);
  const second = listConversations(db, { limit: 9, before: first.conversations.at(-1)?.activity });
  expect(second.conversations.map(({ id }) => id)).toEqual(["c3", "c2", "c0"]);
  expect([first.total, second.total]).toEqual([5, 5]);
});
