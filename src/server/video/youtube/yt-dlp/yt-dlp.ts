import { beginningOf } from "#shared/beginning-of.ts";
import { parseJson } from "#shared/parse-json.ts";
import { AppError } from "#server/errors.ts";
import { createAtOnce } from "#server/video/youtube/at-once.ts";
import { codeOfOutput } from "#server/video/youtube/refusals.ts";
import type { Resolver } from "#server/video/youtube/resolver.ts";
import { argumentsFor, versionArguments } from "./arguments.ts";
import { readOutput } from "./read-output.ts";
import { run } from "./run.ts";

const mostBytes = 8 * 1024 * 1024;
const processesAtOnce = 2;
const versionMs = 5_000;

type Options = {
  environment: Readonly<Record<string, string>>;
  limitMs: number;
  now: () => number;
  /** Called before it is started for a video: yt-dlp sends requests that we do not see. */
  onStart: () => void;
};

/** Runs the learner's yt-dlp. */
export function createYtDlp({ environment, limitMs, now, onStart }: Options) {
  const atOnce = createAtOnce(processesAtOnce);
  const versions = new Map<string, string | null>();
  const start = (program: string, args: readonly string[], ms: number, signal: AbortSignal) =>
    atOnce(signal, () => run({ program, args, environment, limits: { bytes: mostBytes, ms }, signal })).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        throw new AppError("video_unknown", `yt-dlp cannot be started: ${String(error)}`);
      },
    );
  return {
    resolver: (program: string): Resolver => ({
      name: "yt-dlp",
      async resolve(id, signal) {
        const args = argumentsFor(id);
        onStart();
        const { exitCode, out, errors, ended } = await start(program, args, limitMs, signal);
        if (ended === "time") throw new AppError("video_timeout", `yt-dlp took ${limitMs / 1_000} s.`);
        if (ended === "size") throw new AppError("video_unknown", "yt-dlp printed too much.");
        if (exitCode !== 0) throw new AppError(codeOfOutput(lastError(errors)), lastError(errors));
        return readOutput(parseJson(out), now());
      },
    }),
    /** The version that a program says it is, asked once. Null if it says none. */
    async version(program: string, signal: AbortSignal): Promise<string | null> {
      const known = versions.get(program);
      if (known !== undefined) return known;
      const result = await start(program, versionArguments, versionMs, signal).catch(() => null);
      signal.throwIfAborted();
      const version = /^\d{4}\.\d{1,2}\.\d{1,2}[\w.-]{0,30}/.exec(result?.out.trim() ?? "")?.[0] ?? null;
      versions.set(program, version);
      return version;
    },
    /** The next question starts it again: it may have been updated. */
    forgetVersions: () => versions.clear(),
  };
}

/** `ERROR: [youtube] id: words`. Addresses are left out: they may be signed. */
function lastError(errors: string): string {
  const lines = errors.split("\n").filter((line) => line.startsWith("ERROR:") || /error:/.test(line));
  const words = (lines.at(-1) ?? errors.trim().split("\n").at(-1) ?? "").replaceAll(/https?:\/\/\S+/g, "…");
  return beginningOf(words || "yt-dlp ended without a word.", 300);
}
