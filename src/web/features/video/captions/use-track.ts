import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "#shared/errors.ts";
import type { StoredTrack, Track } from "#shared/video/cues.ts";
import type { VideoKey } from "#shared/video/video.ts";
import { toApiError } from "#web/api/client.ts";
import { saveTrack, trackQuery, tracksQuery } from "#web/api/videos.ts";
import { youtubeTrackQuery } from "#web/api/youtube.ts";
import { readEmbedded } from "./read-embedded.ts";

type Place = { key: VideoKey; file: File | null; kept: ReadonlySet<string> };
export type ReadTrack = { data: StoredTrack | null; isPending: boolean; error: ApiError | null; retry: () => void };

/** The lines of a track, from where it is: the server, the learner's file, or YouTube. */
export function useTrack(track: Track | null, { key, file, kept }: Place): ReadTrack {
  const queryClient = useQueryClient();
  const from = track === null ? null : kept.has(track.id) ? "server" : track.kind === "embedded" ? "file" : "youtube";
  const id = track?.id ?? "";
  const server = useQuery({
    ...trackQuery(key, id),
    retry: false,
    enabled: from === "server" || track?.kind === "file",
  });
  const inside = useQuery({
    queryKey: ["embedded-track", key, id],
    queryFn: async ({ signal }): Promise<StoredTrack> => {
      if (!track || !file) throw new Error("there is no file");
      const stored = { ...track, ...(await readEmbedded(file, track.id, signal)) };
      // so that they are there without the file; the lines are shown either way
      void saveTrack(key, stored).then(
        () => queryClient.invalidateQueries({ queryKey: tracksQuery(key).queryKey }),
        () => {},
      );
      return stored;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    enabled: from === "file" && file !== null,
  });
  const online = useQuery({
    ...youtubeTrackQuery(key.slice("yt-".length), id),
    enabled: from === "youtube" && key.startsWith("yt-"),
  });
  const asked = track?.kind === "file" || from === "server" ? server : from === "file" ? inside : online;
  return {
    data: (track && asked.data) ?? null,
    isPending: asked.isLoading,
    error: asked.error ? toApiError(asked.error) : null,
    retry: () => void asked.refetch(),
  };
}
