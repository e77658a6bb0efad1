import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";

export type Run = {
  program: string;
  args: readonly string[];
  /** All that the program gets of the environment. */
  environment: Readonly<Record<string, string>>;
  /** The program and everything it started are killed when it writes more, or takes longer. */
  limits: { bytes: number; ms: number };
  signal: AbortSignal;
};
export type RunResult = { exitCode: number | null; out: string; errors: string; ended: "itself" | "time" | "size" };

const mostErrorBytes = 64 * 1024;

/**
 * Starts a program with fixed arguments: no shell, no input, an empty folder that is deleted afterwards, and a group of processes of its own, so
 * that nothing survives it. Throws if it cannot be started, and the reason of the signal.
 */
export async function run({ program, args, environment, limits, signal }: Run): Promise<RunResult> {
  signal.throwIfAborted();
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-yt-dlp-"));
  let ended: RunResult["ended"] = "itself";
  try {
    const child = Bun.spawn([program, ...args], {
      cwd: folder,
      env: {
        ...environment,
        HOME: folder,
        XDG_CONFIG_HOME: folder,
        XDG_CACHE_HOME: folder,
        TMPDIR: folder,
        LC_ALL: "C.UTF-8",
      },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      detached: true,
      windowsHide: true,
    });
    const kill = () => killGroup(child);
    const limit = setTimeout(() => {
      ended = "time";
      kill();
    }, limits.ms);
    signal.addEventListener("abort", kill, { once: true });
    try {
      const tooMuch = () => {
        ended = "size";
        kill();
      };
      const [out, errors, exitCode] = await Promise.all([
        readUpTo(child.stdout, limits.bytes, tooMuch),
        readUpTo(child.stderr, mostErrorBytes, () => {}),
        // what it started may outlive it, and hold its output open
        child.exited.then((code) => (kill(), code)),
      ]);
      signal.throwIfAborted();
      return { exitCode: child.signalCode === null ? exitCode : null, out, errors, ended };
    } finally {
      clearTimeout(limit);
      signal.removeEventListener("abort", kill);
      kill();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function killGroup(child: Bun.Subprocess) {
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL"); // the group has ended
  }
}

/** Reads to the end, and keeps the first bytes. `onMore` is called once if there are more. */
async function readUpTo(stream: ReadableStream<Uint8Array>, most: number, onMore: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const part of stream) {
    const isFull = size > most;
    size += part.length;
    if (!isFull)
      text += decoder.decode(part.subarray(0, Math.max(0, part.length - Math.max(0, size - most))), { stream: true });
    if (!isFull && size > most) onMore();
  }
  return text + decoder.decode();
}
