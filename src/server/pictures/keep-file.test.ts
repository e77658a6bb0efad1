import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, spyOn, test } from "bun:test";
import { keepFile } from "./keep-file.ts";

test("flushes a file before it gets its name, and its folder before the file is acknowledged", async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-keep-"));
  const path = join(folder, "new", "a.jpg");
  const flushed: string[] = [];
  const flush = fs.fsync;
  using _spy = spyOn(fs, "fsync").mockImplementation(((file: number, done: (error: Error | null) => void) => {
    const isFolder = fs.fstatSync(file).isDirectory();
    flushed.push(isFolder ? "folder" : fs.existsSync(path) ? "named file" : "file");
    flush(file, done);
  }) as typeof fs.fsync);
  await keepFile(path, new Uint8Array([1, 2, 3]), () => flushed.push("row"));
  expect(flushed).toEqual(["file", "row", "folder"]);
  expect([...fs.readFileSync(path)]).toEqual([1, 2, 3]);
  expect(fs.readdirSync(join(folder, "new"))).toEqual(["a.jpg"]);
  fs.rmSync(folder, { recursive: true });
});
