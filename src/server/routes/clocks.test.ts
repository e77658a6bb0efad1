import { afterEach, expect, setSystemTime, test } from "bun:test";
import type { Conversation } from "#shared/chat.ts";
import type { Backup, DataState } from "#shared/data.ts";
import type { ReviewQueue } from "#shared/review/review.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import type { WordPage } from "#shared/words/words.ts";
import type { Status } from "#shared/status.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

afterEach(() => void setSystemTime());

type Page = { conversations: Conversation[]; next: number | null };
const list = async (app: OpenApp) => (await app.json<Page>("GET", "/api/conversations")).conversations;
const year = 365 * 24 * 60 * 60_000;

/** Sends a message at a time of the computer's clock, and waits for its answer. */
async function sendAt(app: OpenApp, at: number, text: string, conversationId?: string): Promise<string> {
  setSystemTime(at);
  const started = await app.send(text, conversationId === undefined ? {} : { conversationId });
  await app.events(started.generationId);
  return started.conversationId!;
}

test("lists conversations in the order of their messages while the clock is set back and forward", async () => {
  await using app = await openApp();
  const start = Date.UTC(2026, 10, 26, 12);
  const hours = (count: number) => start + count * 60 * 60_000;
  const first = await sendAt(app, hours(0), "一");
  const ahead = await sendAt(app, hours(0) + 10 * year, "二");
  const back = await sendAt(app, hours(-1), "三");
  const then = await sendAt(app, hours(1), "四");
  const ids = async () => (await list(app)).map(({ id }) => id);
  expect(await ids()).toEqual([then, back, ahead, first]);
  await sendAt(app, hours(-2), "五", first);
  expect(await ids()).toEqual([first, then, back, ahead]);

  // the clock is shown as it was, and one wrong date changes no later one
  const dates = new Map((await list(app)).map(({ id, updatedAt }) => [id, updatedAt]));
  expect([first, ahead, back, then].map((id) => dates.get(id))).toEqual([
    hours(-2),
    hours(0) + 10 * year,
    hours(-1),
    hours(1),
  ]);
});

test("pages through conversations that all have the same time", async () => {
  await using app = await openApp();
  const sent = [];
  for (const text of ["一", "二", "三", "四", "五"]) sent.push(await sendAt(app, Date.UTC(2026, 0), text));
  const seen: string[] = [];
  for (let before = ""; ;) {
    const { conversations, next } = await app.json<Page>("GET", `/api/conversations?limit=2${before}`);
    seen.push(...conversations.map(({ id }) => id));
    if (next === null) break;
    before = `&before=${next}`;
  }
  expect(seen).toEqual(sent.toReversed());
});

test.each([
  ["an hour back", -60 * 60_000],
  ["ten years forward", 10 * year],
])("notices that a server is back after the clock was set %s", async (_what, change) => {
  await using opened = await openWithOllama({});
  const { app, upstream } = opened;
  const { port } = upstream;
  const state = async () => (await app.json<Status>("GET", "/api/status")).responder.state;
  const until = async (wanted: string) => {
    while ((await state()) !== wanted);
  };
  await until("ready");
  await upstream.close();
  await until("connect");
  setSystemTime(Date.now() + change);
  await using _again = await startUpstream({ protocol: "ollama", port });
  await until("ready");
});

test.each([
  ["12026", Date.UTC(12_026, 10, 27, 9)],
  ["9999", Date.UTC(9_999, 11, 31, 23)],
  ["1969", Date.UTC(1_969, 6, 20, 20)],
])("saves, reviews, backs up and exports in the year %s", async (name, at) => {
  setSystemTime(at);
  await using app = await openApp();
  await app.json("POST", "/api/words", { language: "ja", lemma: "年", reading: "とし" });
  const queue = await app.json<ReviewQueue>("GET", "/api/review?language=ja&zone=UTC");
  const [card] = queue.cards;
  const graded = { grade: 4, key: "one", version: card!.version, tookMs: 1_000, zone: "UTC" };
  await app.json("POST", `/api/review/${card!.id}`, graded);
  const { today } = await app.json<TutorState>("GET", "/api/tutor?language=ja&zone=UTC");
  expect(today.day).toMatch(new RegExp(`^${name}-\\d\\d-\\d\\d$`));
  await app.json("GET", "/api/review/statistics?zone=UTC");
  const backup = await app.json<Backup>("POST", "/api/data/backups");
  expect(backup.at).toBe(at);
  const exported = await app.json<{ name: string }>("POST", "/api/data/export");
  expect((await app.request("GET", `/api/data/export/${exported.name}`)).status).toBe(200);
  await app.json("POST", `/api/data/backups/${backup.id}/restore`);
  expect((await app.json<DataState>("GET", "/api/data")).backups).toHaveLength(2);
  expect((await app.json<WordPage>("GET", "/api/words?language=ja")).total).toBe(1);
});
