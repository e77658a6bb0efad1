// The first preload in bunfig.toml, so that a plain `bun test` works on a fresh clone
if (!process.env.BUN_BOOTSTRAPPED && !(await Bun.file("node_modules/.setup-stamp").exists())) {
  const run = (args: string[]) =>
    Bun.spawnSync([process.execPath, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, BUN_BOOTSTRAPPED: "1" },
    }).exitCode ?? 1;
  // start again: this process has already cached that node_modules is missing
  process.exit(run(["scripts/bootstrap.mjs"]) || run(["test", ...process.argv.slice(2)]));
}
export {};
