import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Video, VideoKey, VideoUpdate } from "#shared/video/video.ts";
import { isNotThere } from "#web/api/change-conversation.ts";
import { saveVideo, useUpdateVideo, videoQuery } from "#web/api/videos.ts";

/** Opens a video: what is remembered of it, or a new one with this title in the language that the learner learns. */
export async function openVideo(client: QueryClient, key: VideoKey, title: string): Promise<void> {
  // an empty change makes a new video, and puts a known one at the top of the list; a deleted one is opened again only by its title
  const saved = await saveVideo(key, {}).catch((error: unknown) => {
    if (isNotThere(error)) return saveVideo(key, { title });
    throw error;
  });
  const isUnnamed = saved.title === "" && title !== "";
  client.setQueryData(videoQuery(key).queryKey, isUnnamed ? await saveVideo(key, { title }) : saved);
}

/** What is remembered of a video, and the function that remembers more. Undefined while it loads; null: nothing. */
export function useRemembered(key: VideoKey) {
  const client = useQueryClient();
  const query = useQuery({ ...videoQuery(key), retry: false, staleTime: Number.POSITIVE_INFINITY });
  const { mutate } = useUpdateVideo(key);
  const update = useCallback(
    (change: VideoUpdate) => {
      // a video whose record could not be made yet is not made by its position
      if (client.getQueryData<Video>(videoQuery(key).queryKey)) mutate(change);
    },
    [client, key, mutate],
  );
  const video = query.data ?? (query.isError ? null : undefined);
  return { video, update };
}
