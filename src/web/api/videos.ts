import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { StoredTrack, Track } from "#shared/video/cues.ts";
import type { VideoStorage } from "#shared/video/storage.ts";
import type { Video, VideoUpdate } from "#shared/video/video.ts";
import { changeCached } from "./change-cached.ts";
import { answerOf, api, asJson } from "./client.ts";
import { videoKeys } from "./keys.ts";

type VideoPage = { videos: Video[]; next: number | null };

/** The videos that the learner opened, the last one first, one page at a time. */
export const videosQuery = infiniteQueryOptions({
  queryKey: videoKeys.list,
  queryFn: ({ pageParam }): Promise<VideoPage> =>
    answerOf(api.videos.$get({ query: pageParam === null ? {} : { before: String(pageParam) } })),
  initialPageParam: null as number | null,
  getNextPageParam: ({ next }) => next,
});

/** What is remembered of a video. Fails with 404 if there is nothing yet. */
export const videoQuery = (key: string) =>
  queryOptions({
    queryKey: videoKeys.video(key),
    queryFn: (): Promise<Video> => answerOf(api.videos[":key"].$get({ param: { key } })),
  });

/** Saves some fields of a video; the first request creates it. `isLeaving`: the page closes, and the request outlives it. */
export const saveVideo = (key: string, update: VideoUpdate, { isLeaving = false } = {}): Promise<Video> =>
  answerOf(api.videos[":key"].$put({ param: { key }, json: update }, { init: { keepalive: isLeaving } }));

const given = (update: VideoUpdate) =>
  Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));

/** Saves some fields of a video and shows them at once; the last one wins. */
export function useUpdateVideo(key: string) {
  const queryClient = useQueryClient();
  const { queryKey } = videoQuery(key);
  return useMutation({
    mutationKey: ["video", key],
    mutationFn: (update: VideoUpdate) => saveVideo(key, update),
    scope: { id: `video ${key}` },
    onMutate: async (update) => {
      await queryClient.cancelQueries({ queryKey });
      changeCached(queryClient, queryKey, (video: Video): Video => Object.assign({ ...video }, given(update)));
    },
    onSuccess: (video) => {
      // the response to an earlier change does not include the later one, which is already shown
      if (queryClient.isMutating({ mutationKey: ["video", key] }) === 1) queryClient.setQueryData(queryKey, video);
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}

/** The subtitles that are kept for a video, without their lines. */
export const tracksQuery = (key: string) =>
  queryOptions({
    queryKey: videoKeys.tracks(key),
    queryFn: async (): Promise<Track[]> => (await answerOf(api.videos[":key"].tracks.$get({ param: { key } }))).tracks,
  });

/** The lines of kept subtitles. */
export const trackQuery = (key: string, id: string) =>
  queryOptions({
    queryKey: ["tracks", key, id],
    queryFn: (): Promise<StoredTrack> => answerOf(api.videos[":key"].tracks[":id"].$get({ param: { key, id } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Keeps subtitles, so that they are there without their file. */
export const saveTrack = (key: string, { id, ...track }: StoredTrack): Promise<Track> =>
  answerOf(api.videos[":key"].tracks[":id"].$put({ param: { key, id }, json: track }));

/** What videos take on the disk. It is read again with the list of videos. */
export const videoStorageQuery = queryOptions({
  queryKey: videoKeys.storage,
  queryFn: (): Promise<VideoStorage> => answerOf(api["video-storage"].$get()),
});

const refreshLists = (queryClient: QueryClient) =>
  Promise.all([videosQuery, videoStorageQuery].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })));

/**
 * Deletes a video with everything that is kept of it, and takes it out of the list at once; `useRestoreVideo` brings it back for an hour.
 * The event connection shows both in all windows.
 */
export function useDeleteVideo() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => answerOf(api.videos[":key"].$delete({ param: { key }, query: {} }, asJson)),
    onMutate: async (key) => {
      await queryClient.cancelQueries({ queryKey: videosQuery.queryKey });
      changeCached(queryClient, videosQuery.queryKey, (list: InfiniteData<VideoPage>) => ({
        ...list,
        pages: list.pages.map((page) => ({ ...page, videos: page.videos.filter((video) => video.key !== key) })),
      }));
    },
    // if it is opened again, it is a new video
    onSuccess: (_, key) => queryClient.removeQueries({ queryKey: videoQuery(key).queryKey, type: "inactive" }),
    onSettled: () => refreshLists(queryClient),
  });
}

export function useRestoreVideo() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => answerOf(api.videos[":key"].restore.$post({ param: { key } }, asJson)),
    onSettled: () => refreshLists(queryClient),
  });
}
