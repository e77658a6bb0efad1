import fs from "node:fs";
import net from "node:net";
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

// by POSIX, and on macOS, the name of a column goes on to the end of its argument, with all commas
onPosix.each([launch, start!])("finds npm where ps takes one column at a time: %s", async (script) => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-ps-"));
  const strict = `#!/bin/sh\nfor argument; do case $argument in *=,*) exit 1; esac; done\nexec ${Bun.which("ps")} "$@"\n`;
  fs.writeFileSync(join(folder, "ps"), strict, { mode: 0o755 });
  const environment = { npm_lifecycle_event: "start", PATH: `${folder}:${process.env.PATH}` };
  await killLauncher(["sh", "-c", `sh -c '${script}; true'; true`], environment);
  fs.rmSync(folder, { recursive: true });
});

onPosix("ends the server when the shell of npm is killed", async () => {
  const left = await killLauncher(["sh", "-c", `${start}; true`], { npm_lifecycle_event: "start" });
  expect(left.filter((name) => ["instance.json", "blossom.db-wal"].includes(name))).toEqual([]);
});

// Bash replaces itself by the last command of a list. Then npm would pass Ctrl+C on to the server, which has got it from the terminal.
onPosix.each(["sh", "bash"].filter((shell) => Bun.which(shell)))(
  "stops the server in order when Ctrl+C is pressed, and npm runs its script in %s",
  async (shell) => {
    const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-run-"));
    const env = { ...process.env, PORT: "0", BLOSSOM_DIR: folder, npm_lifecycle_event: "start" };
    // a group of its own, as a terminal gives to `npm start`
    const npm = Bun.spawn([shell, "-c", start!], { env, stdio: ["ignore", "pipe", "ignore"], detached: true });
    let output = "";
    for await (const part of npm.stdout) {
      output += new TextDecoder().decode(part);
      if (output.includes("Blossom is at")) break;
    }
    const server = (JSON.parse(fs.readFileSync(join(folder, "instance.json"), "utf8")) as { pid: number }).pid;
    expect((await fetch(`${output.match(/http:\S+/)?.[0]}/api/health`)).status).toBe(200);
    const isInPlaceOfShell = server === npm.pid;
    process.kill(-npm.pid, "SIGINT"); // the terminal, to all
    npm.kill("SIGINT"); // npm, to its child
    while (isAlive(server)) await new Promise((done) => setTimeout(done, 50)); // the test's own time limit ends it
    const left = fs.readdirSync(folder);
    fs.rmSync(folder, { recursive: true, force: true });
    expect(isInPlaceOfShell).toBe(false);
    expect(left.filter((name) => ["instance.json", "blossom.db-wal"].includes(name))).toEqual([]);
  },
);

onPosix("stops the server in order when every process of npm start gets the signal to end", async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-run-"));
  const env = { ...process.env, PORT: "0", BLOSSOM_DIR: folder, npm_lifecycle_event: "start" };
  const npm = Bun.spawn(["sh", "-c", start!], { env, stdio: ["ignore", "pipe", "ignore"], detached: true });
  let output = "";
  for await (const part of npm.stdout) {
    output += new TextDecoder().decode(part);
    if (output.includes("Blossom is at")) break;
  }
  const url = new URL(output.match(/http:\S+/)?.[0] ?? "");
  const server = (JSON.parse(fs.readFileSync(join(folder, "instance.json"), "utf8")) as { pid: number }).pid;
  // half of a request, so that it stops after the server has noticed that the shell is gone
  const socket = net.connect(Number(url.port), url.hostname).on("error", () => {});
  const lines = [`POST /api/chat HTTP/1.1`, `host: ${url.host}`, "content-type: application/json", "content-length: 9"];
  await new Promise((done) => socket.write(`${lines.join("\r\n")}\r\n\r\n{`, done));
  expect((await fetch(`${url.origin}/api/health`)).status).toBe(200);
  process.kill(-npm.pid, "SIGTERM");
  while (isAlive(server)) await new Promise((done) => setTimeout(done, 50)); // the test's own time limit ends it
  const left = fs.readdirSync(folder);
  fs.rmSync(folder, { recursive: true, force: true });
  expect(left.filter((name) => ["instance.json", "blossom.db-wal"].includes(name))).toEqual([]);
});
