import { join, resolve } from "node:path";

const root = join(import.meta.dir, "..");

export type SpawnedApp = {
  url: string;
  kill(signal: "SIGKILL" | "SIGTERM" | "SIGHUP"): Promise<number>;
  output(): string;
};

let isBuilt = false;

/** A fresh clone has no build yet. If the build is up to date, this only reads all sources, which is needed once. */
const buildApp = () =>
  Bun.spawnSync([process.execPath, "scripts/build.ts", "--if-changed"], { cwd: root, stdio: ["ignore", 2, 2] })
    .exitCode === 0;

/**
 * Starts the app as its own process, for tests that need one. `entry`: the sources, the build, or a copy of it elsewhere. `limits`: shell
 * commands that run before it in the same process, such as `ulimit`.
 */
export async function spawnApp(
  environment: Record<string, string>,
  entry = "dist/server/main.js",
  limits = "",
): Promise<SpawnedApp> {
  isBuilt ||= buildApp();
  if (!isBuilt) throw new Error("The app could not be built.");
  const main = resolve(root, entry);
  const command = limits ? ["sh", "-c", `${limits}; exec "$0" "$1"`] : [];
  const child = Bun.spawn([...command, process.execPath, main], {
    env: { PATH: process.env.PATH ?? "", HOME: environment.BLOSSOM_DIR ?? "", PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = Promise.withResolvers<string>();
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const part of stream) {
      output += decoder.decode(part, { stream: true });
      const url = output.match(/Blossom is at (\S+)/)?.[1];
      if (url) ready.resolve(url);
    }
  };
  const written = Promise.all([read(child.stdout), read(child.stderr)]);
  const exited = child.exited.then(async (code) => {
    await written; // output can arrive after the exit
    ready.reject(new Error(`The app ended with ${code}: ${output}`));
    return code;
  });
  return {
    url: await ready.promise,
    kill(signal) {
      child.kill(signal);
      return exited;
    },
    output: () => output,
  };
}
