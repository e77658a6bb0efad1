import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, setDefaultTimeout, test } from "bun:test";

setDefaultTimeout(60_000); // starts processes

const launch = "node scripts/run.mjs --build dist/server/main.js"; // as npm run dev does with other files
const { start } = (await Bun.file("package.json").json()).scripts as Record<string, string>;

/** Starts the app, kills the started process, and returns once the server has ended. Fails if it does not end. */
async function killLauncher(command: string[], environment: Record<string, string>) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-run-"));
  const env = { ...process.env, PORT: "0", BLOSSOM_DIR: folder, npm_lifecycle_event: undefined, ...environment };
  const child = Bun.spawn(command, { env, stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  for await (const part of child.stdout) {
    output += new TextDecoder().decode(part);
    if (output.includes("Blossom is at")) break;
  }
  const url = output.match(/http:\S+/)?.[0] ?? "";
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  const server = (JSON.parse(fs.readFileSync(join(folder, "instance.json"), "utf8")) as { pid: number }).pid;
  child.kill("SIGKILL");
  await child.exited;
  while (isAlive(server)) await new Promise((done) => setTimeout(done, 50)); // the test's own time limit ends it
  const left = fs.readdirSync(folder);
  fs.rmSync(folder, { recursive: true, force: true });
  return left;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const onPosix = test.skipIf(process.platform === "win32" || Bun.which("node") === null || Bun.which("ps") === null);

// a clean end: the database is one file again, and no lock is held
onPosix("ends the server when its launcher is killed", async () => {
  const left = await killLauncher(launch.split(" "), {});
  expect(left.filter((name) => ["instance.json", "blossom.db-wal"].includes(name))).toEqual([]);
});

onPosix.each([
  ["which runs the launcher", launch],
  ["which runs npm start", start],
])("ends the server when npm is killed, whose shell stays, %s", async (_what, script) => {
  // like npm: a process that starts a shell
  const npm = ["sh", "-c", `sh -c '${script}; true'; true`];
  const left = await killLauncher(npm, { npm_lifecycle_event: "start" });
  expect(left.filter((name) => ["instance.json", "blossom.db-wal"].includes(name))).toEqual([]);
});

onPosix("ends the server when the shell of npm is killed", async () => {
  const left = await killLauncher(["sh", "-c", `${start}; true`], { npm_lifecycle_event: "start" });
  expect(left.filter((name) => ["instance.json", "blossom.db-wal"].includes(name))).toEqual([]);
});
