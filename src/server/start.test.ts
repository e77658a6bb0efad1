import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { readConfig } from "./config.ts";
import { startBlossom } from "./start.ts";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-start-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const start = (environment: Record<string, string> = {}, pageDir?: string) =>
  startBlossom(readConfig({ PORT: "0", BLOSSOM_DIR: join(folder, "data"), ...environment }), pageDir);

test.each(["{ broken", "", "null", "[]"])(
  "moves a damaged secrets.json aside and accepts new keys: %p",
  async (text) => {
    fs.writeFileSync(join(folder, "secrets.json"), text);
    await using app = await openApp({ dataDir: folder });
    expect((await app.request("GET", "/api/status")).status).toBe(200);
    expect(fs.readFileSync(join(folder, "secrets.json.bad"), "utf8")).toBe(text);
    const saved = await app.json("PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-new-key-9876" });
    expect(saved).toMatchObject({ key: { set: true, preview: "…9876" } });
  },
);

test.each([
  [
    "a corrupt database file",
    () => fs.writeFileSync(join(folder, "data", "blossom.db"), "x".repeat(5_000)),
    /blossom\.db cannot be read/,
  ],
  [
    "a corrupt lock file",
    () => fs.writeFileSync(join(folder, "data", "instance.lock"), "x".repeat(5_000)),
    /cannot be written/,
  ],
  [
    "a file where the folder should be",
    () => (fs.rmdirSync(join(folder, "data")), fs.writeFileSync(join(folder, "data"), "")),
    /cannot be created/,
  ],
])("refuses to start with a helpful message: %s", (_name, damage, words) => {
  fs.mkdirSync(join(folder, "data"));
  damage();
  expect(() => start()).toThrow(words);
});

test("refuses to start when the page is not built", () => {
  expect(() => start({}, join(folder, "nowhere"))).toThrow(/not built.*npm start/);
  expect(() => start({}, join(folder, "nowhere"))).toThrow(/not built/); // the first attempt left no lock behind
});

test.each(["abc", "-1", "70000", "0x10", "3000.5"])("refuses an invalid PORT with a message: %s", (port) => {
  expect(() => readConfig({ PORT: port })).toThrow(/PORT must be a number/);
});
test.each([undefined, "", "  "])("uses port 3000 when PORT is %p", (port) => {
  expect(readConfig({ PORT: port }).port).toBe(3000);
});

test("closes an answer whose end could not be stored when it is next read", async () => {
  await using app = await openApp({ dataDir: folder });
  const { conversationId, generationId } = await app.send("hello");
  await app.events(generationId);
  using db = new Database(join(folder, "blossom.db"));
  // the state after a full disk: the log has no end event, and the generation is open but not running
  const lose = () => {
    db.run("UPDATE generations SET outcome = NULL, answer = NULL, seq = NULL");
    db.run(`DELETE FROM generation_events WHERE event ->> 'type' = 'end'`);
  };
  lose();
  const { messages, conversation } = await app.conversation(conversationId!);
  expect(messages[1]?.answer?.outcome).toBe("interrupted");
  expect(conversation.id).toBe(conversationId!);
  lose();
  expect(await app.json<object>("POST", `/api/generations/${generationId}/stop`, {})).toEqual({
    outcome: "interrupted",
  });
  lose();
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "interrupted" });
  lose();
  await app.send("again", { conversationId });
});
