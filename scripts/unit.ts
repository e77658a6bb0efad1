// Runs the unit tests and prints a summary line for people and CI
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildData } from "./build-data.ts";
import { watchOutput } from "./watch-output.ts";

await buildData();

const report = Bun.file(join(tmpdir(), `junit-${process.pid}.xml`));
// loading the dictionary takes half a second on a good computer, and several on a busy one
const command = [process.execPath, "test", "--timeout=20000", "--reporter=junit", `--reporter-outfile=${report.name}`];
// two processes share the files: most tests wait for a server or a disk. More would delay each other, also where there are more cores
command.push("--parallel=2", "--no-isolate");
if (process.env.CI) command.push("--retry=1"); // as for the browser tests: a shared machine stalls at times
const code = await watchOutput([...command, ...process.argv.slice(2)], { ...process.env, BUN_BOOTSTRAPPED: "1" });
const totals = (await report.text().catch(() => "")).match(/<testsuites[^>]*>/)?.[0] ?? "";
await report.delete().catch(() => {});
const count = (name: string) => Number(totals.match(new RegExp(`${name}="(\\d+)"`))?.[1] ?? 0);
const [all, failed, skipped] = [count("tests"), count("failures"), count("skipped")];
console.log(`${all - failed - skipped} passed, ${failed || (code && !all ? 1 : 0)} failed, ${skipped} skipped`);
process.exit(code || (all ? 0 : 1));
