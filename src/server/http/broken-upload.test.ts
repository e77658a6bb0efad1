import { afterAll, beforeAll, expect, spyOn, test } from "bun:test";
import { once } from "node:events";
import fs from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { type OpenApp, openApp } from "#test/open-app.ts";

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app[Symbol.asyncDispose]());

test.each([
  ["PUT", "/api/word-uploads/files/words.csv?language=ja"],
  ["POST", "/api/data/imports"],
  ["PUT", "/api/dictionaries/files/words.csv?language=ja"],
])("an upload that the browser breaks off leaves no file, and is no error of ours: %s %s", async (method, path) => {
  const lines: string[] = [];
  const logged = Promise.withResolvers<void>();
  using _stderr = spyOn(process.stderr, "write").mockImplementation((line) => {
    lines.push(String(line));
    if (String(line).includes("broken off")) logged.resolve();
    return true;
  });
  const before = fs.readdirSync(app.dataDir, { recursive: true }).length;
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  await once(socket, "connect");
  const type = "content-type: application/octet-stream\r\ncontent-length: 100000";
  socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${new URL(app.url).host}\r\n${type}\r\n\r\nword\n`);
  const isThere = () => fs.readdirSync(app.dataDir, { recursive: true }).length > before;
  while (!isThere()) await new Promise(setImmediate);
  socket.destroy();
  await logged.promise;
  while (fs.readdirSync(app.dataDir, { recursive: true }).some((name) => /upload-|\.upload/.test(String(name))))
    await new Promise(setImmediate);
  expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(["info"]);
  expect(fs.existsSync(join(app.dataDir, "blossom.db"))).toBeTrue();
});
