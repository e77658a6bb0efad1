// First in bunfig's [test] preload, so that a plain `bun test` also works on a fresh clone
if (!process.env.BUN_BOOTSTRAPPED && !(await Bun.file("node_modules/.setup-stamp").exists())) {
  const run = (args: string[]) =>
    Bun.spawnSync([process.execPath, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, BUN_BOOTSTRAPPED: "1" },
    }).exitCode ?? 1;
  // run again: this process has already decided that there is no node_modules
  process.exit(run(["scripts/bootstrap.mjs"]) || run(["test", ...process.argv.slice(2)]));
}
export {};
