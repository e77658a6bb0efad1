import type { Database } from "bun:sqlite";
import { getTrack, saveTrack } from "#server/db/cues.ts";
import { durably } from "#server/db/open.ts";
import { stateOfVideo } from "#server/db/videos.ts";
import type { KeptTracks } from "./youtube.ts";

/** Keeps the subtitles of videos that the learner has opened. */
export const keepTracks = (db: Database): KeptTracks => ({
  get: (id, track) => getTrack(db, `yt-${id}`, track),
  put(id, track) {
    const key = `yt-${id}`;
    if (stateOfVideo(db, key) === "here") durably(db, () => saveTrack(db, key, track));
  },
});
