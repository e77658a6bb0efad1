/** In milliseconds. The longest test file takes about a minute. */
const longestSilence = 5 * 60_000;

/**
 * Runs a command and passes on what it prints. A test that never yields cannot be ended by its own timeout: after five minutes
 * without output, the command and all processes that it started are killed. Returns the exit code, 1 after that.
 */
export async function watchOutput(
  command: string[],
  env: NodeJS.ProcessEnv,
  silence = longestSilence,
): Promise<number> {
  // a process group of its own, because only that way its children end, too
  const run = Bun.spawn(command, { stdio: ["ignore", "pipe", "pipe"], env, detached: process.platform !== "win32" });
  const end = () => (process.platform === "win32" ? run.kill("SIGKILL") : process.kill(-run.pid, "SIGKILL"));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      end();
      process.exit(1);
    });
  let isStuck = false;
  const giveUp = () => {
    isStuck = true;
    console.log(
      `Nothing was printed for ${silence / 1000} s, so the tests were ended. The last lines show which files have ended.`,
    );
    end();
  };
  let timer = setTimeout(giveUp, silence);
  const pass = async (from: ReadableStream<Uint8Array>, to: NodeJS.WriteStream) => {
    for await (const part of from) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silence);
      to.write(part);
    }
  };
  await Promise.all([pass(run.stdout, process.stdout), pass(run.stderr, process.stderr), run.exited]);
  clearTimeout(timer);
  return isStuck ? 1 : await run.exited;
}
