import fs from "node:fs/promises";
import { join } from "node:path";
import { logger } from "#server/logger.ts";
import { keepMadeFile } from "#server/pictures/keep-file.ts";
import { readOwnFile } from "#server/pictures/read-own-file.ts";

export type Sound = { type: SoundType; bytes: Uint8Array<ArrayBuffer> };

/** The formats that browsers play, with their file endings. A server may send another format than the one we request. */
const endings = {
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/ogg": "ogg",
  "audio/aac": "aac",
  "audio/flac": "flac",
  "audio/webm": "webm",
} as const;
export type SoundType = keyof typeof endings;
export const soundTypes = Object.keys(endings) as SoundType[]; // its own keys

/** Other names of the same formats. `audio/opus` is Opus in Ogg, as OpenAI and Kokoro-FastAPI send it. */
const otherNames: Record<string, SoundType> = {
  "audio/mp3": "audio/mpeg",
  "audio/x-wav": "audio/wav",
  "audio/wave": "audio/wav",
  "audio/opus": "audio/ogg",
  "audio/x-flac": "audio/flac",
};

/** `audio/mpeg; charset=binary → audio/mpeg`. Null if browsers cannot play it. A server that names no type sends the requested format. */
export function soundTypeOf(contentType: string | undefined): SoundType | null {
  const type = (contentType ?? "").replace(/;.*/, "").trim().toLowerCase();
  if (type === "" || type === "application/octet-stream") return "audio/mpeg";
  return otherNames[type] ?? soundTypes.find((known) => known === type) ?? null;
}

/** Names of our own files. Everything else in the folder belongs to the learner and stays. */
const soundFile = /^[\da-f]{64}\.(mp3|wav|ogg|aac|flac|webm)$/;
const temporary = /^[\da-f]{64}\.\w+\.[\da-f-]{36}\.tmp$/;

/** In bytes. A sentence as MP3 has about 40 KB. */
const usualBudget = 100_000_000;

/**
 * A cache of the sounds that a speech server made, so that a sentence is sent only once. The key covers everything that a sound depends on.
 * Above the budget, the least recently used sounds are deleted.
 */
export function createSounds(dataDir: string, budget = usualBudget) {
  const folder = join(dataDir, "sounds");
  /** Bytes written since the budget was last checked. */
  let written = 0;

  const fileOf = (key: string, type: SoundType) => join(folder, `${key}.${endings[type]}`);

  async function keepBudget() {
    const files = await Promise.all(
      (await listNames(folder))
        .filter((name) => soundFile.test(name))
        .map(async (name) => ({
          path: join(folder, name),
          stat: await fs.lstat(join(folder, name)).catch(() => null),
        })),
    );
    let bytes = files.reduce((sum, { stat }) => sum + (stat?.size ?? 0), 0);
    for (const { path, stat } of files.toSorted(
      (one, other) => (one.stat?.mtimeMs ?? 0) - (other.stat?.mtimeMs ?? 0),
    )) {
      if (bytes <= budget) return;
      await fs.rm(path, { force: true });
      bytes -= stat?.size ?? 0;
    }
  }

  return {
    async get(key: string): Promise<Sound | null> {
      for (const type of soundTypes) {
        const path = fileOf(key, type);
        const bytes = await readOwnFile(path);
        if (!bytes) continue;
        const now = new Date();
        await fs.utimes(path, now, now).catch(() => {}); // on a read-only disk
        return { type, bytes };
      }
      return null;
    },
    async put(key: string, { type, bytes }: Sound): Promise<void> {
      await keepMadeFile(fileOf(key, type), bytes);
      written += bytes.length;
      if (written < budget / 10) return;
      written = 0;
      await keepBudget();
    },
    /**
     * Deletes all sounds. Called when something was deleted for good: the name of a sound does not say which text it is, and it is only a
     * copy that can be made again.
     */
    async clear() {
      try {
        for (const name of await listNames(folder))
          if (soundFile.test(name)) await fs.rm(join(folder, name), { force: true });
      } catch (error) {
        logger.error("sounds not deleted", { error });
      }
    },
    /** Deletes temporary files left by a crash, and sounds above the budget. */
    async sweep() {
      for (const name of await listNames(folder))
        if (temporary.test(name)) await fs.rm(join(folder, name), { force: true });
      await keepBudget();
    },
  };
}
export type Sounds = ReturnType<typeof createSounds>;

/** Empty for a folder that is missing, or is a symbolic link. */
async function listNames(folder: string): Promise<string[]> {
  const stat = await fs.lstat(folder).catch(() => null);
  return stat?.isDirectory() ? fs.readdir(folder) : [];
}
