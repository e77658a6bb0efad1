// Checks that no text function takes much longer than the length of its text demands. Arguments: other folders to look at.
import os from "node:os";
import { resolve } from "node:path";
import { callsOf, exclusions } from "./growth/calls.ts";
import { findTextFunctions, type TextFunction } from "./growth/find-functions.ts";
import { findGrowth } from "./growth/measure.ts";

/** The whole check takes half a minute. A share that does not end has met a function that takes far too long, on any computer. */
const longestShareMs = 600_000;
const shareFlag = "--share=";
const [flag] = process.argv.filter((arg) => arg.startsWith(shareFlag));
const folders = process.argv.slice(2).filter((arg) => !arg.startsWith(shareFlag));
const functions = (
  await findTextFunctions(folders.length > 0 ? folders : ["src/shared", "src/server", "src/web"])
).filter(({ id }) => !isExcluded(id));

if (flag === undefined) await checkAll();
else await checkShare(Number(flag.slice(shareFlag.length)), os.availableParallelism());

/** Each process checks its share, one function after another. */
async function checkAll(): Promise<void> {
  const shares = Array.from({ length: os.availableParallelism() }, (_, share) =>
    Bun.spawn([process.execPath, import.meta.path, `${shareFlag}${share}`, ...folders], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: longestShareMs,
    }),
  );
  const results = await Promise.all(
    shares.map(async (share) => {
      const lines = (await new Response(share.stdout).text()).split("\n");
      const problems = lines.filter((line) => line.includes(": "));
      return (await share.exited) === 0 ? problems : [...problems, `${lines.at(-2) ?? ""}: did not end`];
    }),
  );
  const problems = results.flat();
  for (const problem of problems) console.log(problem);
  const seconds = shares.reduce((sum, share) => sum + Number(share.resourceUsage()?.cpuTime.total ?? 0) / 1e6, 0);
  console.log(`Called ${functions.length} functions in ${seconds.toFixed(0)} s of processor time`);
  console.log(`${functions.length - problems.length} passed, ${problems.length} failed, 0 skipped`);
  process.exit(problems.length > 0 ? 1 : 0);
}

/** Prints the name of each function before it is called, and then its problem. */
async function checkShare(share: number, count: number): Promise<void> {
  for (const [index, found] of functions.entries()) {
    if (index % count !== share) continue;
    console.log(found.id);
    const problem = await findProblem(found);
    if (problem !== null) console.log(`${found.id}: ${problem}`);
  }
  process.exit(0);
}

async function findProblem(found: TextFunction): Promise<string | null> {
  const module: Record<string, unknown> = await import(resolve(found.path)).catch(() => ({}));
  const exported = module[found.name];
  if (typeof exported !== "function") return "its module cannot be loaded";
  const calls = callsOf(found, (...args) => exported(...args));
  if (calls === null) return "a parameter has a type without a value in scripts/growth/calls.ts";
  for (const call of calls) {
    const growth = await findGrowth(call);
    if (growth !== null) return growth;
  }
  return null;
}

function isExcluded(id: string): boolean {
  return Object.keys(exclusions).some((key) =>
    key.endsWith("/") || !key.includes("#") ? id.startsWith(key) : id === key,
  );
}
