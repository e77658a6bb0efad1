import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";

setDefaultTimeout(60_000); // starts processes

// a checkout with two packages, and an npm that "installs" them
let root: string;
const at = (...names: string[]) => join(root, ...names);
const bun = () => at("node_modules/bun/bin/bun.exe");

beforeEach(() => {
  root = fs.mkdtempSync(join(os.tmpdir(), "blossom-setup-"));
  fs.mkdirSync(at("scripts"));
  fs.mkdirSync(at("bin"));
  fs.copyFileSync("scripts/bootstrap.mjs", at("scripts/bootstrap.mjs"));
  fs.writeFileSync(at("package.json"), "{}");
  const packages = {
    "": {},
    "node_modules/bun": {},
    "node_modules/hono": {},
    "node_modules/hono/node_modules/inner": {},
    "node_modules/@oven/bun-other-system": { optional: true },
  };
  fs.writeFileSync(at("package-lock.json"), JSON.stringify({ packages }));
  const npm = `#!/bin/sh
echo installed >> "${at("calls")}"
sleep \${SLOW:-0}
rm -rf node_modules
mkdir -p node_modules/bun/bin node_modules/hono/node_modules/inner
for place in bun hono hono/node_modules/inner; do echo '{}' > node_modules/$place/package.json; done
ln "${process.execPath}" node_modules/bun/bin/bun.exe || cp "${process.execPath}" node_modules/bun/bin/bun.exe
`;
  fs.writeFileSync(at("bin/npm"), npm, { mode: 0o755 });
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

async function setUp(environment: Record<string, string> = {}) {
  const child = Bun.spawn(["node", at("scripts/bootstrap.mjs")], {
    env: { ...process.env, PATH: `${at("bin")}:${process.env.PATH}`, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [code, words] = await Promise.all([child.exited, new Response(child.stderr).text()]);
  return { code, words };
}
const installations = () =>
  fs.existsSync(at("calls")) ? fs.readFileSync(at("calls"), "utf8").split("\n").length - 1 : 0;

const onPosix = test.skipIf(process.platform === "win32" || Bun.which("node") === null);

onPosix("installs once, also when two processes start at the same time", async () => {
  const both = await Promise.all([setUp({ SLOW: "1" }), setUp({ SLOW: "1" })]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await setUp()).toEqual({ code: 0, words: "" });
  expect(installations()).toBe(1);
  expect(fs.existsSync(at(".setup.lock"))).toBe(false);
});

onPosix.each([
  ["a package is missing", () => fs.rmSync(at("node_modules/hono"), { recursive: true })],
  ["a package inside another is missing", () => fs.rmSync(at("node_modules/hono/node_modules"), { recursive: true })],
  ["a package is empty", () => fs.rmSync(at("node_modules/hono/package.json"))],
  ["Bun is missing", () => fs.rmSync(bun())],
  ["Bun has 0 bytes", () => (fs.rmSync(bun()), fs.writeFileSync(bun(), "", { mode: 0o755 }))],
  ["everything is missing", () => fs.rmSync(at("node_modules"), { recursive: true })],
])("installs again when %s", async (_what, damage) => {
  await setUp();
  damage();
  const again = await setUp();
  expect([again.code, again.words.trim()]).toEqual([0, "Installing dependencies …"]);
  expect(installations()).toBe(2);
  expect(fs.statSync(bun()).size).toBeGreaterThan(10_000_000);
});

/** A lock that somebody left behind. Its owner has the number of a process that lives: this one. */
function leaveLock({ host = os.hostname(), pid = process.pid, ageMs = 0 }) {
  fs.mkdirSync(at(".setup.lock"));
  fs.writeFileSync(at(".setup.lock/pid"), `${pid} ${host}`);
  const touched = new Date(Date.now() - ageMs);
  fs.utimesSync(at(".setup.lock"), touched, touched);
}

onPosix.each([
  ["its owner's number belongs to another process since a restart", { ageMs: 2 * 24 * 60 * 60_000 }],
  ["its owner ran in another container, and is silent", { host: "elsewhere" }],
  ["its owner has died", { pid: 2 ** 22 - 1 }],
])("takes over a lock when %s", async (_why, lock) => {
  leaveLock(lock);
  expect((await setUp()).code).toBe(0);
  expect(installations()).toBe(1);
});

onPosix("says what to do when a file of Blossom is missing, without a stack", async () => {
  fs.rmSync(at("package-lock.json"));
  const { code, words } = await setUp();
  expect([code, words]).toEqual([
    1,
    `A file of Blossom is missing. Get a fresh copy of it. (ENOENT: ${at("package-lock.json")})\n`,
  ]);
});

// root may write everywhere
onPosix.skipIf(process.getuid?.() === 0)("says what to do when it is not installed in a read-only folder", async () => {
  fs.chmodSync(root, 0o555);
  const { code, words } = await setUp();
  fs.chmodSync(root, 0o755);
  expect(code).toBe(1);
  expect(words).toStartWith("You have no permission to write to Blossom's folder. Copy it to a folder of your own");
  expect(words.trim()).not.toContain("\n");
});

/** Asks for a build, with a script in the place of the real one that counts. Returns how often it has been asked for. */
async function build() {
  const child = Bun.spawn(["node", at("scripts/bootstrap.mjs"), "--build"], {
    env: { ...process.env, PATH: `${at("bin")}:${process.env.PATH}` },
    stdio: ["ignore", "ignore", "inherit"],
  });
  expect(await child.exited).toBe(0);
  return fs.readFileSync(at("builds"), "utf8").split("\n").length - 1;
}

onPosix("compares the sources again only when a file was added, removed or touched since the last build", async () => {
  for (const folder of ["src/server", "public", "dist"]) fs.mkdirSync(at(folder), { recursive: true });
  for (const name of ["src/server/main.ts", "public/icon.svg", "scripts/build-data.ts", "scripts/used-by-build.ts"])
    fs.writeFileSync(at(name), "1");
  const counts = `fs.appendFileSync(${JSON.stringify(at("builds"))}, "built\\n"); fs.writeFileSync(${JSON.stringify(at("dist/stamp"))}, "1");`;
  fs.writeFileSync(at("scripts/build.ts"), `import fs from "node:fs"; ${counts}`);
  const edits = [
    () => {},
    () => fs.writeFileSync(at("src/server/main.ts"), "2"),
    () => fs.writeFileSync(at("src/server/more.ts"), "1"),
    () => fs.rmSync(at("src/server/more.ts")),
    () => fs.utimesSync(at("public/icon.svg"), new Date(0), new Date(0)), // the time that an archive gives it
    () => fs.writeFileSync(at("scripts/used-by-build.ts"), "2"),
    () => fs.rmSync(at("dist/stamp")),
  ];
  const counted: number[] = [];
  for (const edit of edits) {
    edit();
    await build();
    counted.push(await build());
  }
  expect(counted).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
