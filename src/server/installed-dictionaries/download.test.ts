import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, spyOn, test } from "bun:test";
import { startFileServer } from "#test/file-server.ts";
import { download, keptPart } from "./download.ts";

test.each([
  ["ENOSPC", 0],
  ["EDQUOT", 0],
  ["EROFS", 40],
  ["EACCES", 40],
  ["EIO", 40],
])("drops the loaded part only if the disk is full: %s", async (code, kept) => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-download-"));
  const path = join(folder, "JMdict_e.gz");
  await using files = await startFileServer(new Uint8Array(100));
  const load = () => download(files.url, path, () => {}, new AbortController().signal);
  files.breakAfter(40);
  await expect(load()).rejects.toThrow();
  expect(keptPart(path).bytes).toBe(40);
  const failure = Object.assign(new Error("write"), { code });
  using write = spyOn(fs, "writeSync").mockImplementation(() => {
    throw failure;
  });
  await expect(load()).rejects.toBe(failure);
  write.mockRestore();
  expect(keptPart(path).bytes).toBe(kept);
  fs.rmSync(folder, { recursive: true });
});
