import fs from "node:fs";
import { expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { seedFolder } from "#test/seed-conversations.ts";

/** An app whose list has one conversation with each title, the last one newest. */
async function open(titles: readonly (string | null)[]) {
  const dataDir = seedFolder(titles.map((title, n) => ({ id: `c${n}`, title })));
  const app = await openApp({ dataDir });
  return Object.assign(app, {
    async [Symbol.asyncDispose]() {
      await app.stop();
      fs.rmSync(dataDir, { recursive: true });
    },
  });
}

test("gives no next page on the last one", async () => {
  await using app = await open(["一", "二", "三"]);
  expect((await app.list({ limit: "3" })).next).toBe(null);
  expect((await app.list({ limit: "2" })).next).not.toBe(null);
  expect((await app.list({ limit: "2", before: String((await app.list({ limit: "1" })).next) })).next).toBe(null);
});

test("lists pinned conversations first, all on the first page, also when they come back from the bin", async () => {
  await using app = await open(["一", "二", "三", "四", "五"]);
  const titles = async (query = {}) => (await app.list(query)).conversations.map(({ title }) => title);
  const pin = (id: string, pinned: boolean) => app.json("PATCH", `/api/conversations/${id}`, { pinned });
  await pin("c0", true);
  await pin("c2", true);
  expect(await titles()).toEqual(["三", "一", "五", "四", "二"]);
  const first = await app.list({ limit: "1" });
  expect(first.conversations.map(({ title }) => title)).toEqual(["三", "一", "五"]);
  expect([first.total, await titles({ before: String(first.next) })]).toEqual([5, ["四", "二"]]);
  await app.json("DELETE", "/api/conversations/c0");
  expect(await titles()).toEqual(["三", "五", "四", "二"]);
  await app.json("POST", "/api/conversations/c0/restore");
  await pin("c2", false);
  expect(await titles()).toEqual(["一", "五", "四", "三", "二"]);
  expect((await app.request("POST", "/api/conversations/nothing/restore")).status).toBe(404);
});
