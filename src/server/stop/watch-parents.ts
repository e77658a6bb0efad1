import { logger } from "#server/logger.ts";

const lookEveryMs = 500;

/** The processes that started this one: `scripts/run.mjs` gives its process id; npm runs `npm start` in a shell. */
type Started = { launcher: number | undefined; byNpm: boolean };

/** Calls `onGone` when the process that started Blossom is gone: a killed process cannot pass a signal on. Does nothing on Windows. */
export function watchParents({ launcher, byNpm }: Started, onGone: () => void): void {
  const parent = process.ppid;
  if (process.platform === "win32" || (launcher !== parent && !byNpm)) return;
  let npm: number | null = null;
  if (byNpm)
    findNpm(parent).then(
      (pid) => (npm = pid),
      (error: unknown) => logger.info("npm not found", { error }), // no `ps` here
    );
  const look = setInterval(() => {
    if (process.ppid === parent && !hasEnded(npm)) return;
    clearInterval(look); // a second signal would end the process at once
    onGone();
  }, lookEveryMs);
  look.unref();
}

/** npm starts a shell, and the shell starts us. If npm is killed, the shell keeps running. Null if our parent is not a shell. */
async function findNpm(parent: number): Promise<number | null> {
  const ps = Bun.spawn(["ps", "-o", "ppid=", "-o", "comm=", "-p", String(parent)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [, pid, name] = /(\d+)\s+(\S+)/.exec(await new Response(ps.stdout).text()) ?? [];
  return /(^|[/-])(ba|da|z|a)?sh$/.test(name ?? "") ? Number(pid) : null;
}

function hasEnded(pid: number | null): boolean {
  try {
    if (pid !== null) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
