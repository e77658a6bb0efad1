import { expect, spyOn, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { returnForeign } from "./return-foreign.ts";

test("leaves a file of the learner aside when it cannot be put back, and says so in the log", () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-foreign-"));
  const [dataDir, aside] = [join(folder, "data"), join(folder, "aside")];
  for (const path of [dataDir, join(aside, "images"), join(aside, "sounds")]) fs.mkdirSync(path, { recursive: true });
  fs.writeFileSync(join(dataDir, "images"), "not a folder");
  fs.writeFileSync(join(aside, "images", "mine.txt"), "1");
  fs.writeFileSync(join(aside, "sounds", "mine.txt"), "2");
  const written = spyOn(process.stderr, "write").mockImplementation(() => true);
  returnForeign(dataDir, aside);
  const lines = written.mock.calls.map(([line]) => String(line)).join("");
  written.mockRestore();
  expect(lines).toContain("file not put back");
  expect(fs.readFileSync(join(aside, "images", "mine.txt"), "utf8")).toBe("1");
  expect(fs.readFileSync(join(dataDir, "sounds", "mine.txt"), "utf8")).toBe("2");
  fs.rmSync(folder, { recursive: true });
});
