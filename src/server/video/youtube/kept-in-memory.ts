import { createMemory } from "./memory.ts";
import type { StoredTrack } from "#shared/video/cues.ts";
import type { KeptTracks } from "./youtube.ts";

export function keepTracksInMemory(): KeptTracks {
  const kept = createMemory<StoredTrack>(16 * 1024 * 1024);
  return {
    get: (id, track) => kept.get(`${id} ${track}`) ?? null,
    put: (id, track) => kept.set(`${id} ${track.id}`, track, track.cues.length * 200),
  };
}
