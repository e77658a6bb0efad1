import type { Database } from "bun:sqlite";
import { getSoundOfContext } from "#server/db/word-contexts.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { readOwnFile } from "#server/pictures/read-own-file.ts";
import type { WordContext } from "#shared/words/words.ts";

/** A file of a note. The name contains the hash of its bytes, so that notes share it, and a later export does not add it again. */
export type NoteMedia = {
  name: string;
  /** Where it is in the data folder. */
  path: string;
  read: () => Promise<Uint8Array | null>;
};

export type MediaDeps = {
  db: Database;
  pictures: Pick<Pictures, "framePath">;
  sounds: { pathOf: (id: string) => string; read: (id: string) => Promise<Uint8Array | null> };
};

/** Endings by which Anki knows a sound. */
const endings: Record<string, string> = {
  "audio/webm": "webm",
  "audio/ogg": "ogg",
  "audio/wav": "wav",
  "audio/mp4": "m4a",
  "audio/mpeg": "mp3",
};

/** `missing`: the context has a picture, and its file is gone. */
export async function pictureOf(
  { pictures }: MediaDeps,
  { picture }: WordContext,
): Promise<NoteMedia | "missing" | null> {
  if (!picture) return null;
  const path = pictures.framePath(picture.id);
  const read = () => readOwnFile(path);
  return (await read().catch(() => null)) ? { name: `blossom-${picture.id.slice(0, 24)}.jpg`, path, read } : "missing";
}

export async function soundOf(
  { db, sounds }: MediaDeps,
  wordId: string,
  context: WordContext,
): Promise<NoteMedia | "missing" | null> {
  const sound = context.hasSound ? getSoundOfContext(db, wordId, context.id) : null;
  if (!sound) return null;
  const read = () => sounds.read(sound.id);
  const ending = endings[sound.type] ?? "mp3";
  return (await read().catch(() => null))
    ? { name: `blossom-${sound.id.slice(0, 24)}.${ending}`, path: sounds.pathOf(sound.id), read }
    : "missing";
}
