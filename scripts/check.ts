// Checks format, lint, import rules, types and the lock file, and prints a summary line for people and CI
const bun = process.execPath;
const places = ["src", "scripts", "test", "e2e"];
const steps: Record<string, string[]> = {
  format: ["fmt", "--no-script", "--check"],
  lint: ["node_modules/oxlint/bin/oxlint", "--type-aware", "--deny-warnings", ...places],
  imports: [
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    "--config=.dependency-cruiser.mjs",
    "--output-type=err",
    ...places,
  ],
  types: ["check", "--no-script"],
  lock: ["scripts/check-lock.mjs"],
};

let failed = 0;
for (const [name, args] of Object.entries(steps)) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([bun, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  if (exitCode === 0) continue;
  failed++;
  console.log(`${name} failed\n${stdout.toString()}${stderr.toString()}`);
}
console.log(`${Object.keys(steps).length - failed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
export {};
