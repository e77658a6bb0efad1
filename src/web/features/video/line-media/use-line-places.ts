import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Cue } from "#shared/video/cues.ts";
import type { VideoKey } from "#shared/video/video.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import type { Place, SavedHere } from "#web/text/place-context.ts";
import { keepLineMedia } from "./keep-line-media.ts";

/** Where each line stands, for the words that are saved in it. */
export function useLinePlaces(): (line: Cue) => Place {
  const client = useQueryClient();
  const open = useVideo();
  const [places] = useState(createLinePlaces);
  useEffect(() =>
    places.keepBy(({ word, context, lacks }, line) => {
      const now = open.player?.time() ?? line.start;
      const at = line.start <= now && now <= line.end ? now : line.start;
      return keepLineMedia({ word, context }, { ...line, at, still: null, lacks }, open, client);
    }),
  );
  const { key } = open.video;
  return useMemo(() => (line) => places.of(line, key), [places, key]);
}

type Keep = (saved: SavedHere, line: Cue) => Promise<void>;

/** The same line always has the same place, so that its row is not rendered again. */
function createLinePlaces() {
  const places = new WeakMap<Cue, Place>();
  let keep: Keep = async () => {};
  return {
    keepBy: (newest: Keep) => {
      keep = newest;
    },
    of(line: Cue, key: VideoKey): Place {
      const known = places.get(line);
      if (known) return known;
      const ref = `${key}@${Math.round(line.start * 1_000) / 1_000}`;
      const place: Place = { kind: "moment", ref, onSaved: (saved) => keep(saved, line) };
      places.set(line, place);
      return place;
    },
  };
}
