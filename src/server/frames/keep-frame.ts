import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { type FrameRow, getFrame, insertFrame } from "#server/db/frames.ts";
import { AppError } from "#server/errors.ts";
import type { Pictures } from "#server/pictures/pictures.ts";

/** Finds a picture by the id of an earlier upload, or stores a new one. It is stored before any model request, so Retry needs only its id. */
export async function keepFrame(db: Database, pictures: Pictures, given: string, mayBeId: boolean): Promise<FrameRow> {
  if (mayBeId && /^[0-9a-f]{64}$/.test(given)) return findFrame(db, pictures, given);
  return pictures.saveFrame(given, (row) => insertFrame(db, row, Date.now()));
}

export function findFrame(db: Database, pictures: Pictures, id: string): FrameRow {
  const frame = getFrame(db, id);
  const file = frame && fs.lstatSync(pictures.framePath(frame.id), { throwIfNoEntry: false });
  // a link would lead to any file of the learner
  if (!frame || !file?.isFile()) throw new AppError("not_found", "There is no such picture.");
  return frame;
}
