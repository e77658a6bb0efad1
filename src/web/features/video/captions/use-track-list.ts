import { useQuery } from "@tanstack/react-query";
import type { Track } from "#shared/video/cues.ts";
import type { Video } from "#shared/video/video.ts";
import { toApiError } from "#web/api/client.ts";
import { useSettings } from "#web/api/settings.ts";
import { tracksQuery } from "#web/api/videos.ts";
import { youtubeVideoQuery } from "#web/api/youtube.ts";
import type { ApiError } from "#shared/errors.ts";
import { embeddedQuery } from "./embedded-query.ts";

export type TrackList = {
  tracks: readonly Track[];
  /** Their lines are on the server. */
  kept: ReadonlySet<string>;
  /** The list may still grow. */
  isPending: boolean;
  /** Why YouTube does not say which subtitles there are. */
  error: ApiError | null;
  /** The learner has not allowed Blossom to ask YouTube. */
  isOff: boolean;
  retry: () => void;
};

/** The subtitles that a video has: kept by the server, inside the learner's file, and on YouTube. */
export function useTrackList(video: Video, file: File | null): TrackList {
  const { youtube } = useSettings();
  const asksYoutube = video.kind === "youtube" && youtube === "tools";
  const kept = useQuery(tracksQuery(video.key));
  const inside = useQuery({ ...embeddedQuery(video.key, file), enabled: file !== null });
  const online = useQuery({ ...youtubeVideoQuery(video.key.slice("yt-".length)), enabled: asksYoutube });
  const byId = new Map<string, Track>();
  for (const track of [...(kept.data ?? []), ...(inside.data ?? []), ...(online.data?.tracks ?? [])])
    if (!byId.has(track.id)) byId.set(track.id, track);
  return {
    tracks: [...byId.values()],
    kept: new Set(kept.data?.map(({ id }) => id)),
    isPending: kept.isLoading || inside.isLoading || online.isLoading,
    error: online.error ? toApiError(online.error) : null,
    isOff: video.kind === "youtube" && !asksYoutube,
    retry: () => void online.refetch(),
  };
}
