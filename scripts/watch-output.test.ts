import { expect, test } from "bun:test";

const watch = `import { watchOutput } from "./scripts/watch-output.ts";
  process.exit(await watchOutput([process.execPath, "-e", process.argv[1]], process.env, Number(process.argv[2])))`;
const run = async (code: string, silence: number) => {
  const one = Bun.spawn([process.execPath, "-e", watch, code, String(silence)], { stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors, exit] = await Promise.all([
    new Response(one.stdout).text(),
    new Response(one.stderr).text(),
    one.exited,
  ]);
  return { output, errors, exit };
};

test("passes on what a command prints, and its exit code", async () => {
  const { output, errors, exit } = await run("console.log('a'); console.error('b'); process.exit(3)", 10_000);
  expect([output, errors, exit]).toEqual(["a\n", "b\n", 3]);
});

test("ends a command that keeps its thread busy, with its children, and says so", async () => {
  const busy = "console.log(process.pid); for (;;);";
  const both = `Bun.spawn([process.execPath, "-e", ${JSON.stringify(busy)}], { stdio: ["ignore", "inherit", "inherit"] }); ${busy}`;
  const { output, exit } = await run(both, 1500);
  const pids = (output.match(/^\d+$/gm) ?? []).map(Number);
  expect([pids.length, exit]).toEqual([2, 1]);
  expect(output).toContain("Nothing was printed for 1.5 s");
  // a killed process of a busy computer still runs for a moment. Z: ended, and its parent has not asked for the code yet
  const state = (pid: number) => new Response(Bun.spawn(["ps", "-o", "stat=", "-p", String(pid)]).stdout).text();
  for (const pid of pids) while (!/^Z|^$/.test(await state(pid)));
});
