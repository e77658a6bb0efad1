import fs from "node:fs";
import { expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { seedFolder } from "#test/seed-conversations.ts";

/** An app whose list has one conversation with each title, the last one newest. */
async function open(titles: readonly (string | null)[]) {
  const dataDir = seedFolder(titles.map((title, n) => ({ id: `c${n}`, title })));
  const app = await openApp({ dataDir });
  const find = async (q: string) => (await app.list({ q })).conversations.map(({ title }) => title);
  return Object.assign(app, {
    find,
    async [Symbol.asyncDispose]() {
      await app.stop();
      fs.rmSync(dataDir, { recursive: true });
    },
  });
}

test("finds any part of a title, and treats the wildcards of SQL as ordinary characters", async () => {
  const titles = ["100% 友達", "snake_case", "「引用」と'quotes\"", "😀と👩‍👩‍👧", "ｶﾀｶﾅ", "a\\b", null];
  await using app = await open(titles);
  expect(await app.find("%")).toEqual(["100% 友達"]);
  expect(await app.find("％　友")).toEqual(["100% 友達"]);
  expect(await app.find("_")).toEqual(["snake_case"]);
  expect(await app.find("E_C")).toEqual(["snake_case"]);
  expect(await app.find("'")).toEqual(["「引用」と'quotes\""]);
  expect(await app.find('"')).toEqual(["「引用」と'quotes\""]);
  expect(await app.find("' OR 1=1 --")).toEqual([]);
  expect(await app.find("😀")).toEqual(["😀と👩‍👩‍👧"]);
  expect(await app.find("👩‍👧")).toEqual(["😀と👩‍👩‍👧"]);
  expect(await app.find("カタカナ")).toEqual(["ｶﾀｶﾅ"]);
  expect(await app.find("\\")).toEqual(["a\\b"]);
  expect(await app.find("*")).toEqual([]);
  expect(await app.find("\u0000")).toEqual([]);
  expect(await app.find("猫".repeat(1_000))).toEqual([]);
  expect((await app.find("")).length).toBe(titles.length);
  expect((await app.find(" \n ")).length).toBe(titles.length);
  expect((await app.request("GET", `/api/conversations?q=${"a".repeat(1_001)}`)).status).toBe(400);
});

test("pages through a search, newest first, and counts everything that it finds", async () => {
  await using app = await open(Array.from({ length: 25 }, (_, n) => (n % 2 === 0 ? `猫 ${n}` : `犬 ${n}`)));
  const first = await app.list({ q: "猫", limit: "10" });
  const second = await app.list({ q: "猫", limit: "10", before: String(first.next) });
  expect([first.total, second.total, second.next]).toEqual([13, 13, null]);
  const found = [...first.conversations, ...second.conversations].map(({ title }) => title);
  expect(found).toEqual(Array.from({ length: 13 }, (_, n) => `猫 ${24 - 2 * n}`));
});

test("gives no next page on the last one", async () => {
  await using app = await open(["一", "二", "三"]);
  expect((await app.list({ limit: "3" })).next).toBe(null);
  expect((await app.list({ limit: "2" })).next).not.toBe(null);
  expect((await app.list({ limit: "2", before: String((await app.list({ limit: "1" })).next) })).next).toBe(null);
});

test("finds a conversation by its new title, but not while it is in the bin", async () => {
  await using app = await open(["猫"]);
  await app.json("PATCH", "/api/conversations/c0", { title: "ＤＯＧの話" });
  expect(await app.find("猫")).toEqual([]);
  expect(await app.find("dogの")).toEqual(["ＤＯＧの話"]);
  await app.json("DELETE", "/api/conversations/c0");
  expect(await app.list({ q: "dog" })).toEqual({ conversations: [], total: 0, next: null });
  await app.json("POST", "/api/conversations/c0/restore");
  expect(await app.find("dog")).toEqual(["ＤＯＧの話"]);
  expect((await app.request("POST", "/api/conversations/nothing/restore")).status).toBe(404);
});
