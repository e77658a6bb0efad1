import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { readConfig } from "#server/config.ts";
import { startUpgraded } from "#server/start.ts";
import start from "#server/db/migrations/0001-start.sql" with { type: "text" };

let folder: string;
beforeEach(async () => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-upgrade-"));
  const app = await openApp({ dataDir: folder });
  await app.json("PUT", "/api/settings", { learningLanguage: "ko" });
  await app.stop();
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const second = "CREATE TABLE planted (x TEXT) STRICT;";
const begin = (onListening: (url: string) => void, migrations = [start, second]) =>
  startUpgraded(
    { ...readConfig({ PORT: "0", BLOSSOM_DIR: folder }), localServers: [], migrations },
    undefined,
    onListening,
  );
/** Delays the upgrade: the copy can be made, but nothing can be written until this is closed. */
function holdUp() {
  const db = new Database(join(folder, "blossom.db"));
  db.run("BEGIN IMMEDIATE");
  return { letGo: () => db.close() };
}

test("answers at once while the data is upgraded, and serves the data at the same address afterwards", async () => {
  const { letGo } = holdUp();
  const listening = Promise.withResolvers<string>();
  const started = begin(listening.resolve);
  const url = await listening.promise;
  const rows = [
    ["ja", "ja", "Blossomがデータを更新しています"],
    ["fr-FR, ko-KR;q=0.8, en;q=0.5", "ko", "Blossom이 데이터를 업그레이드하고 있습니다"],
    ["en;q=0.5, zh-CN", "zh-Hans", "Blossom正在升级你的数据"],
    ["en;q=0.5, zh-TW, zh;q=0.9", "zh-Hant", "Blossom正在升級你的資料"],
    ["zh-HK", "zh-Hant", "Blossom正在升級你的資料"],
    ["en-GB", "en", "Blossom is upgrading your data"],
    ["fr, de;q=0.5, ja;q=0", "en", "Blossom is upgrading your data"],
    ["", "en", "Blossom is upgrading your data"],
    [";q=x,,%", "en", "Blossom is upgrading your data"],
  ] as const;
  for (const [accepted, language, title] of rows) {
    const page = await fetch(`${url}/c/1`, { headers: { "accept-language": accepted } });
    expect([page.status, page.headers.get("retry-after"), page.headers.get("content-language")]).toEqual([
      503,
      "2",
      language,
    ]);
    const text = await page.text();
    expect(text).toContain(`<title>${title}</title>`);
    expect(text).toContain('http-equiv="refresh"');
  }
  for (const [method, path] of [
    ["GET", "/api/status"],
    ["POST", "/api/chat"],
    ["DELETE", "/api/conversations/1"],
  ] as const) {
    const answer = await fetch(url + path, { method });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await answer.json()).toMatchObject({ error: { code: "starting" } });
  }
  letGo();
  const blossom = await started;
  expect(blossom.url).toBe(url);
  const settings = await (await fetch(`${url}/api/settings`)).json();
  expect(settings).toMatchObject({ learningLanguage: "ko" });
  await blossom.stop();
  using db = new Database(join(folder, "blossom.db"));
  expect(db.query("PRAGMA user_version").get()).toEqual({ user_version: 2 });
  expect(fs.existsSync(join(folder, "blossom.db.v1.bak"))).toBe(true);
});

test("says why when the upgrade fails, keeps the data, and leaves the port and the folder to the next start", async () => {
  const urls: string[] = [];
  const failing = begin((url) => urls.push(url), [start, "SELECT * FROM nowhere;"]);
  expect(
    await failing.then(
      () => null,
      (error: unknown) => String(error),
    ),
  ).toContain("nowhere");
  expect(await fetch(urls[0]!).catch(() => null)).toBeNull();
  await using app = await openApp({ dataDir: folder });
  expect(await app.json<object>("GET", "/api/settings")).toMatchObject({ learningLanguage: "ko" });
});

test("starts no thread when there is nothing to upgrade", async () => {
  const config = { ...readConfig({ PORT: "0", BLOSSOM_DIR: folder }), localServers: [] };
  const files = { ...config.files, upgrade: "/nowhere/upgrade.ts" };
  const urls: string[] = [];
  const blossom = await startUpgraded({ ...config, files }, undefined, (url) => urls.push(url));
  expect(urls).toEqual([blossom.url]);
  await blossom.stop();
});
