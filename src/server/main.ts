import { readConfig } from "./config.ts";
import { logger } from "./logger.ts";
import { startUpgraded } from "./start.ts";
import { guardStop } from "./stop/guard.ts";
import { watchParents } from "./stop/watch-parents.ts";

process.umask(0o077); // no other user of the computer can read what Blossom writes
// a log that cannot be written, on a full disk or after its terminal was closed, must not end the app
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

/** The longest time from the first signal to the end of the process. Open streams get two seconds of it. */
const longestStopMs = 4_000;

/**
 * A signal that comes this soon after another one is the same wish to stop: the kernel sends it to each process of a closed terminal, the shell
 * to each of its jobs, and `systemctl stop` to each process of the service.
 */
const sameWishMs = 1_000;

// a signal during an upgrade ends the process at once: the next start begins the upgrade again
async function run() {
  const config = readConfig(Bun.env, Bun.main);
  let stoppingSince: number | null = null;
  // before the start: npm can be killed at any time, and then nobody would know its process
  watchParents(config.started, () => stoppingSince ?? process.kill(process.pid, "SIGTERM"));
  const { stop } = await startUpgraded(config, config.files.page, (url) => console.log(`Blossom is at ${url}`));
  let guard: ReturnType<typeof guardStop> | null = null;

  const onSignal = () => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > sameWishMs) process.exit(1); // a second wish ends it at once
      return;
    }
    stoppingSince = performance.now();
    guard?.stopping();
    setTimeout(() => {
      logger.error("not stopped in time", { seconds: longestStopMs / 1_000 });
      process.exit(1);
    }, longestStopMs);
    void stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error("stopped with a failure", { error });
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    const listen = () =>
      process.once(signal, () => {
        listen(); // set again, because a handler that the guard watches works once
        onSignal();
      });
    listen();
  }
  guard = guardStop(config.files.guard);
}

// the build has no top-level await
run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
