import { expect, test } from "bun:test";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

type Locked = { version: string; resolved?: string; optionalDependencies?: Record<string, string> };

function check(packages: Record<string, Locked>): string[] {
  const folder = fs.mkdtempSync(join(tmpdir(), "lock-"));
  fs.writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages }));
  const command = [process.execPath, resolve("scripts/check-lock.mjs")];
  const { exitCode, stderr } = Bun.spawnSync(command, { cwd: folder });
  fs.rmSync(folder, { recursive: true });
  const complaints = stderr.toString().trim().split("\n").filter(Boolean);
  expect(exitCode).toBe(complaints.length === 0 ? 0 : 1);
  return complaints;
}

const withBinary = { version: "1.0.0", optionalDependencies: { "a-linux": "1.0.0", "a-windows": "1.0.0" } };
const binary = { version: "1.0.0" };

test("accepts a lock file with every platform's binaries and no registry address", () => {
  const nested = { "node_modules/a/node_modules/a-linux": binary, "node_modules/a-windows": binary };
  expect(check({ "": binary, "node_modules/a": withBinary, ...nested })).toEqual([]);
});

test("refuses a lock file that misses a platform's binaries", () => {
  expect(check({ "node_modules/a": withBinary, "node_modules/a-linux": binary })).toEqual([
    "node_modules/a 1.0.0: 1 missing from the lock, first a-windows",
  ]);
});

test("refuses a lock file that names a registry", () => {
  const resolved = "https://registry.invalid/a-1.0.0.tgz";
  expect(check({ "node_modules/a": { version: "1.0.0", resolved } })).toEqual([
    `node_modules/a 1.0.0: locked to the address ${resolved}`,
  ]);
});
