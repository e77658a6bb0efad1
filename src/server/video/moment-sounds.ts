import { join } from "node:path";
import type { SoundOfMoment } from "#server/db/moments.ts";
import { AppError } from "#server/errors.ts";
import { keepFile } from "#server/pictures/keep-file.ts";
import { readOwnFile } from "#server/pictures/read-own-file.ts";
import { removeUnless } from "#server/pictures/remove-unless.ts";
import { sweepFolder } from "#server/pictures/sweep.ts";

/** How the files of sounds begin: at this place, these letters. */
const beginnings: [type: string, at: number, letters: string][] = [
  ["audio/webm", 0, "\x1a\x45\xdf\xa3"],
  ["audio/ogg", 0, "OggS"],
  ["audio/wav", 8, "WAVE"],
  ["audio/mp4", 4, "ftyp"],
  ["audio/mpeg", 0, "ID3"],
  // MP3 without a tag: the head of its first frame, in MPEG 1, 2 and 2.5
  ["audio/mpeg", 0, "\xff\xfb"],
  ["audio/mpeg", 0, "\xff\xf3"],
  ["audio/mpeg", 0, "\xff\xe3"],
];
export const momentSoundTypes = [...new Set(beginnings.map(([type]) => type))];

const soundFile = /^(?<id>[\da-f]{64})\.sound$/;
const temporary = /^[\da-f]{64}\.sound\.[\da-f-]{36}\.tmp$/;

export type MomentSounds = ReturnType<typeof createMomentSounds>;

/** The sounds of lines that were cut out of a film. A file is named by the hash of its bytes, so that the same sound is kept once. */
export function createMomentSounds(dataDir: string) {
  const folder = join(dataDir, "line-sounds");
  /** Safe as a path: the hash comes from the database or from `save`. */
  const fileOf = (id: string) => join(folder, `${id}.sound`);

  return {
    /** Stores a sound with its row. Throws if the bytes are no sound that browsers play. Their type is never the one that a request claims. */
    async save(bytes: Uint8Array, store: (sound: SoundOfMoment) => void): Promise<void> {
      const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
      const [type] = beginnings.find(([, at, letters]) => start.startsWith(letters, at)) ?? [];
      if (type === undefined) throw new AppError("unsupported_media_type", "These bytes are no sound.");
      const id = Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))).toString("hex");
      await keepFile(fileOf(id), bytes, () => store({ id, type, bytes: bytes.length }));
    },
    /** Where the sound is, for a program of the learner on this computer. */
    pathOf: fileOf,
    read: (id: string): Promise<Uint8Array<ArrayBuffer> | null> => readOwnFile(fileOf(id)),
    /** `isNeeded`: the same sound was stored again meanwhile. */
    remove(ids: readonly string[], isNeeded: (id: string) => boolean) {
      for (const id of ids) removeUnless(isNeeded, id, fileOf(id));
    },
    /** Deletes what a crash left: sounds without a moment and temporary files, from before this start. */
    sweep: (isNeeded: (id: string) => boolean, startedAt: number) =>
      sweepFolder(
        folder,
        (name) => {
          const id = soundFile.exec(name)?.groups?.id;
          return temporary.test(name) || (id !== undefined && !isNeeded(id));
        },
        startedAt,
      ),
  };
}
