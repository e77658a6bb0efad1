import fs from "node:fs";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { defaultTimeouts, send } from "#server/llm/transport/http-stream.ts";
import { LLMError } from "#server/llm/types.ts";
import { storageTroubleOf } from "#server/system-errors.ts";
import { JobProblem } from "./import-thread.ts";

/** The loaded part of a file, and how its server names that version of the file. */
type Part = { bytes: number; version: string | null };

const versionSchema = z.object({ version: z.string() });

/** What an earlier download has left at this path. */
export function keptPart(path: string): Part {
  const part = fs.lstatSync(`${path}.part`, { throwIfNoEntry: false });
  const bytes = part?.isFile() ? part.size : 0;
  const about = fs.existsSync(`${path}.about`) ? parseJson(fs.readFileSync(`${path}.about`, "utf8")) : undefined;
  const version = versionSchema.safeParse(about).data?.version ?? null;
  return version === null ? { bytes: 0, version } : { bytes, version };
}

/** A larger file is not a dictionary. JMdict has 11 MB. */
const maxBytes = 300_000_000;

/**
 * Downloads a file to `path`. Resumes an earlier download if the server still has the same version of the file. When the download fails or
 * is aborted, the loaded part stays. Throws JobProblem, or the reason of the signal.
 */
export async function download(
  url: string,
  path: string,
  onProgress: (completed: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await load(url, path, onProgress, signal);
    fs.renameSync(`${path}.part`, path);
    fs.rmSync(`${path}.about`, { force: true });
  } catch (error) {
    signal.throwIfAborted();
    // a part that fills the disk would keep everything else from being saved; where nothing may be written, nothing can be deleted
    const isFull = storageTroubleOf(error) === "full";
    if (error instanceof JobProblem || isOutOfRange(error) || isFull) dropPart(path);
    throw error instanceof LLMError ? new JobProblem("download_failed", describe(error)) : error;
  }
}

/** The message about a web page speaks of model servers. */
const describe = (error: LLMError) =>
  error.code === "wrong_endpoint" ? "the server sent a web page instead of the file" : error.message;

/** Nothing follows the part that is there: Blossom was killed after the last piece. RFC 9110, 15.5.17. */
const isOutOfRange = (error: unknown) => error instanceof LLMError && error.info.status === 416;

/** The next download starts again. */
function dropPart(path: string) {
  for (const end of [".part", ".about"]) fs.rmSync(path + end, { force: true });
}

async function load(
  url: string,
  path: string,
  onProgress: (completed: number, total: number | null) => void,
  signal: AbortSignal,
) {
  const kept = keptPart(path);
  const headers = {
    accept: "*/*",
    ...(kept.bytes > 0 && { range: `bytes=${kept.bytes}-`, "if-range": kept.version! }),
  };
  const timeouts = { ...defaultTimeouts, firstTokenMs: 60_000, idleMs: 60_000 };
  const answer = await send({ provider: new URL(url).host, url, headers, timeouts, signal, isFile: true });
  const isResumed = answer.status === 206 && kept.bytes > 0;
  const version = answer.headers.etag ?? answer.headers["last-modified"];
  // without a version, a later download cannot resume
  fs.rmSync(`${path}.about`, { force: true }); // also a link, which would lead to another file
  if (version !== undefined) fs.writeFileSync(`${path}.about`, JSON.stringify({ version }), { flag: "wx" });
  if (!isResumed) fs.rmSync(`${path}.part`, { force: true });
  const file = fs.openSync(`${path}.part`, isResumed ? "a" : "wx");
  let completed = isResumed ? kept.bytes : 0;
  const length = Number(answer.headers["content-length"]);
  const total = Number.isFinite(length) ? completed + length : null;
  try {
    for await (const chunk of answer.chunks) {
      fs.writeSync(file, chunk);
      completed += chunk.length;
      if (Math.max(completed, total ?? 0) > maxBytes) throw new JobProblem("too_large", "the download is too large");
      onProgress(completed, total);
    }
  } finally {
    fs.closeSync(file);
  }
}
