import type { Database } from "bun:sqlite";
import { insertFrame } from "#server/db/frames.ts";
import { addFrame, setSound } from "#server/db/moments.ts";
import { durably } from "#server/db/open.ts";
import { addMedia, addMediaOfMoment } from "#server/db/word-contexts.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import type { MomentSounds } from "./moment-sounds.ts";

// The page sends the frame and the sound of a line after the line itself, so that nobody waits for them.

type FrameDeps = { db: Database; pictures: Pick<Pictures, "saveFrame"> };
type SoundDeps = { db: Database; momentSounds: Pick<MomentSounds, "save"> };

/** Keeps the frame of a moment of a line, also for the words that were saved in it before. */
export const keepFrame = (deps: FrameDeps, momentId: string, bytes: Uint8Array): Promise<void> =>
  saveFrame(deps, bytes, (frameId) => {
    addFrame(deps.db, momentId, frameId);
    addMediaOfMoment(deps.db, momentId, { frameId });
  });

export const keepSound = ({ db, momentSounds }: SoundDeps, momentId: string, bytes: Uint8Array): Promise<void> =>
  momentSounds.save(bytes, (sound) =>
    durably(db, () => {
      setSound(db, momentId, sound);
      addMediaOfMoment(db, momentId, { soundId: sound.id, soundType: sound.type, soundBytes: sound.bytes });
    }),
  );

/** Keeps the frame of a line in which a word was saved. */
export const keepFrameOfContext = (deps: FrameDeps, contextId: string, bytes: Uint8Array): Promise<void> =>
  saveFrame(deps, bytes, (frameId) => addMedia(deps.db, contextId, { frameId }));

export const keepSoundOfContext = ({ db, momentSounds }: SoundDeps, contextId: string, bytes: Uint8Array) =>
  momentSounds.save(bytes, ({ id, type }) =>
    durably(db, () => addMedia(db, contextId, { soundId: id, soundType: type, soundBytes: bytes.length })),
  );

async function saveFrame({ db, pictures }: FrameDeps, bytes: Uint8Array, store: (frameId: string) => void) {
  await pictures.saveFrame(bytes, (row) =>
    durably(db, () => {
      insertFrame(db, row, Date.now());
      store(row.id);
    }),
  );
}
