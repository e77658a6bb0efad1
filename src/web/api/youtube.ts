import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { StoredTrack } from "#shared/video/cues.ts";
import type { VideoTools, VideoToolTest, YoutubeVideo } from "#shared/video/youtube.ts";
import { pieceHeaders, type Quality } from "#shared/video/youtube-values.ts";
import { answerOf, api, goodResponse } from "./client.ts";

/** What YouTube says of a video. Only for `youtube: "tools"`; an error is an `ApiFailure` with one of `videoErrorCodes`. */
export const youtubeVideoQuery = (id: string) =>
  queryOptions({
    queryKey: ["youtube", id],
    queryFn: ({ signal }): Promise<YoutubeVideo> =>
      answerOf(api.youtube[":id"].$get({ param: { id } }, { init: { signal } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The piece of a YouTube video that holds the picture at this time, as an MP4 file of its own, and when it begins. */
export async function pieceOf(id: string, at: number, quality: Quality, signal: AbortSignal) {
  const query = { t: at.toFixed(6), quality };
  const response = await goodResponse(api.youtube[":id"].gop.$get({ param: { id }, query }, { init: { signal } }));
  return { bytes: await response.blob(), start: Number(response.headers.get(pieceHeaders.start) ?? 0) };
}

/** Subtitles of a YouTube video. The server keeps them. */
export const youtubeTrackQuery = (id: string, track: string) =>
  queryOptions({
    queryKey: ["youtube", id, "tracks", track],
    queryFn: ({ signal }): Promise<StoredTrack> =>
      answerOf(api.youtube[":id"].tracks[":track"].$get({ param: { id, track } }, { init: { signal } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const videoToolsQuery = queryOptions({
  queryKey: ["video-tools"],
  queryFn: (): Promise<VideoTools> => answerOf(api["video-tools"].$get()),
});

/** Asks YouTube about one video with each tool, for Settings. */
export function useTestVideoTools() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string): Promise<VideoToolTest> => answerOf(api["video-tools"].test.$post({ json: { id } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: videoToolsQuery.queryKey }),
  });
}
