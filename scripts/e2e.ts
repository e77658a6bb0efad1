// Runs the browser tests and prints a summary line for people and CI
import fs from "node:fs";
import { findChromium } from "#test/find-chromium.ts";

const chromium = findChromium();
if (!chromium) {
  console.log("No Chromium was found and none could be installed: set CHROMIUM_PATH to test in a browser.");
  console.log(`0 passed, ${process.env.CI ? 1 : 0} failed, 1 skipped`);
  process.exit(process.env.CI ? 1 : 0);
}
const build = Bun.spawnSync([process.execPath, "scripts/build.ts", "--if-changed"], { stdio: ["ignore", 2, 2] });
if (build.exitCode !== 0) {
  console.log("The page could not be built.\n0 passed, 1 failed, 0 skipped");
  process.exit(1);
}
const report = "test-results/junit.xml";
fs.rmSync(report, { force: true });
const playwright = ["--bun", "node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)];
const tests = Bun.spawn([process.execPath, ...playwright], {
  stdio: ["ignore", 2, 2],
  env: { ...process.env, CHROMIUM_PATH: chromium },
});
const code = await tests.exited;
const totals = fs.existsSync(report) ? (fs.readFileSync(report, "utf8").match(/<testsuites[^>]*>/)?.[0] ?? "") : "";
const count = (name: string) => Number(totals.match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0);
const [all, failed, skipped] = [count("tests"), count("failures") + count("errors"), count("skipped")];
console.log(`${all - failed - skipped} passed, ${failed || (code ? 1 : 0)} failed, ${skipped} skipped`);
process.exit(code || (all ? 0 : 1));
