import type { Database } from "bun:sqlite";
import type { Region } from "#shared/frames.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { NewMoment } from "#shared/video/moment.ts";
import {
  addAnswer,
  findSameMoment,
  getMoment,
  insertMoment,
  restoreMoment,
  setFrame,
  setText,
} from "#server/db/moments.ts";
import { newId } from "#server/db/new-id.ts";
import { ensureVideo } from "#server/db/videos.ts";
import { AppError } from "#server/errors.ts";

type Content = { source: "cue"; text: string } | { source: "frame"; frameId: string; region: Region | null };

export type KeptMoment = {
  id: string;
  /** Stores the moment with this answer. Belongs into the transaction that stores the answer, if that is a new one. */
  store: (generationId: string) => void;
};

/**
 * Prepares the moment of a line or of a frame. The same line or frame has one moment, which gets the new answer: after a failure, with another
 * model, and when two windows translate it at once.
 */
export function keepMoment(
  db: Database,
  { id: given, ...place }: NewMoment,
  { language, ...content }: Content & { language: LearningLanguage },
): KeptMoment {
  if (given !== undefined) return answerMoment(db, given, content);
  const row = { ...place, text: null, frameId: null, region: null, ...content };
  const same = findSameMoment(db, row);
  const id = same ?? newId();
  return {
    id,
    store(generationId) {
      ensureVideo(db, place.video, language, Date.now());
      if (same === null) insertMoment(db, { id, ...row }, Date.now());
      else restoreMoment(db, same);
      addAnswer(db, id, generationId);
    },
  };
}

/** Another answer to a moment: the card of one of several texts of its frame, or of the same place in a sharper frame or another region. */
function answerMoment(db: Database, id: string, content: Content): KeptMoment {
  if (getMoment(db, id) === null) throw new AppError("not_found", "There is no such moment.");
  return {
    id,
    store(generationId) {
      if (content.source === "cue") setText(db, id, content.text);
      else setFrame(db, id, content);
      addAnswer(db, id, generationId);
    },
  };
}
