import fs from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { type LocalServer, usualServers } from "#shared/local-servers.ts";
import type { ProviderType } from "#shared/providers.ts";
import { findOwnFiles, type OwnFiles } from "./own-files.ts";

/** Treats an empty variable as unset. */
const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

const loopback = ["127.0.0.1", "localhost", "::1", "[::1]"];

const environmentSchema = z.object({
  PORT: optional.refine((port) => port === undefined || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535), {
    message: "must be a number from 0 to 65535: PORT=3000 npm start",
  }),
  BLOSSOM_HOST: optional.refine((host) => host === undefined || loopback.includes(host), {
    message:
      "must be 127.0.0.1, localhost or ::1: Blossom has no password yet, and anybody on the network could use it",
  }),
  BLOSSOM_DIR: optional.refine((dir) => !/^~[^/\\]|\0/.test(dir ?? ""), {
    message: "must be a path: BLOSSOM_DIR=~/blossom npm start",
  }),
  BLOSSOM_DEMO: optional,
  // set by scripts/run.mjs: its process id
  BLOSSOM_LAUNCHER: optional.transform((pid) => (pid === undefined ? undefined : Number(pid))),
  // set by npm: the script that it runs
  npm_lifecycle_event: optional,
  ANTHROPIC_API_KEY: optional,
  ANTHROPIC_BASE_URL: optional,
  OPENAI_API_KEY: optional,
  OLLAMA_HOST: optional,
  PATH: optional,
  SystemRoot: optional,
  // Podman and systemd set it; Docker leaves a file
  container: optional,
});

export type YoutubeConfig = {
  /** Tests: the address of a server that stands in for YouTube. A path there begins with the host that would have been asked. */
  standIn?: string;
  /** Tests: resolves host names. */
  lookup?: (name: string) => Promise<readonly { address: string }[]>;
  /** Where a yt-dlp is looked for: the value of PATH. */
  path: string;
  /** What a started yt-dlp gets of the environment, besides PATH: Windows starts no program without the first. */
  environment: Readonly<Record<string, string>>;
  /** How long a tool may take to say what it knows of a video, and how long a piece or subtitles may take. */
  limits: { resolveMs: number; pieceMs: number };
};

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  files: OwnFiles;
  /** Other steps of the schema than this version's, for tests of an upgrade. */
  migrations?: readonly string[];
  /** Address of the demo's scripted Ollama; undefined outside the demo. */
  demoUrl: string | undefined;
  anthropicUrl: string | undefined;
  /** The process that started this one, if it is the launcher, and whether npm did: this process must not outlive them. */
  started: { launcher: number | undefined; byNpm: boolean };
  /** Where JMdict is downloaded from when the learner asks for it, and how many entries a whole one has at least. */
  jmdict: { url: string; atLeast: number };
  /** Where Debian's package `edict` puts its dictionary. */
  edictPath: string;
  /** The keys in the environment. */
  keys: Partial<Record<ProviderType, string | undefined>>;
  /** `OLLAMA_HOST`: where Ollama's own programs look for the server. */
  ollamaHost: string | undefined;
  /** Where a first start looks for model servers on this computer. */
  localServers: readonly LocalServer[];
  /** How long a question to the analyser may make no progress before its worker is replaced. */
  analyserLimitMs: number;
  /** How long words that go to Anki wait until a closed Anki is tried again. */
  ankiRetryMs: number;
  /** How long the title of a conversation waits for a model server that is never idle. */
  titlePatienceMs: number;
  /** How long after the start the backup of the day is made, so that the learner's first minute does not wait for the disk. */
  firstBackupMs: number;
  /** How long an import or a restore waits for running requests before it closes the database. */
  drainMs: number;
  /** Bun closes a connection that is silent for this many seconds, unless its route allows more. */
  quietSeconds: number;
  youtube: YoutubeConfig;
  /** In a container, 127.0.0.1 is the container itself and not its host. */
  inContainer: boolean;
};

/** The only reader of the environment. `main`: the file that was started. Throws an Error with a one-line reason. */
export function readConfig(environment: Record<string, string | undefined>, main = ""): Config {
  const { success, data, error } = environmentSchema.safeParse(environment);
  if (!success) throw new Error(error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "));
  return {
    port: Number(data.PORT ?? 3000),
    host: data.BLOSSOM_HOST?.replace(/^\[(.*)\]$/, "$1") ?? "127.0.0.1",
    files: findOwnFiles(main),
    dataDir: toPath(data.BLOSSOM_DIR ?? "~/.blossom"),
    // the address that EDRDG names for it, see https://www.edrdg.org/wiki/JMdict-EDICT_Dictionary_Project.html
    jmdict: { url: "https://www.edrdg.org/pub/Nihongo/JMdict_e.gz", atLeast: 180_000 },
    edictPath: "/usr/share/edict/edict",
    demoUrl: data.BLOSSOM_DEMO,
    started: { launcher: data.BLOSSOM_LAUNCHER, byNpm: data.npm_lifecycle_event === "start" },
    anthropicUrl: data.ANTHROPIC_BASE_URL,
    keys: { anthropic: data.ANTHROPIC_API_KEY, "openai-compatible": data.OPENAI_API_KEY },
    ollamaHost: data.OLLAMA_HOST,
    localServers: usualServers,
    analyserLimitMs: 20_000,
    ankiRetryMs: 20_000,
    titlePatienceMs: 60_000,
    firstBackupMs: 60_000,
    drainMs: 5_000,
    quietSeconds: 10,
    youtube: {
      path: data.PATH ?? "",
      environment: data.SystemRoot === undefined ? {} : { SystemRoot: data.SystemRoot },
      limits: { resolveMs: 20_000, pieceMs: 10_000 },
    },
    inContainer: data.container !== undefined || fs.existsSync("/.dockerenv"),
  };
}

/** `~/blossom → /home/me/blossom`. A shell expands `~` only where it is not quoted; an `.env` file or a service never does. */
const toPath = (path: string) => resolve(path.replace(/^~(?=$|[/\\])/, () => homedir()));
