import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { defaultSettings } from "#shared/default-settings.ts";
import type { Video, VideoKey, VideoUpdate } from "#shared/video/video.ts";
import { isNotThere } from "#web/api/change-conversation.ts";
import { settingsQuery } from "#web/api/settings.ts";
import { saveVideo, useUpdateVideo, videoQuery } from "#web/api/videos.ts";

/** Opens a video: what is remembered of it, or a new one with this title in the language that the learner learns. */
export async function openVideo(client: QueryClient, key: VideoKey, title: string): Promise<void> {
  const { learningLanguage } = await client.ensureQueryData(settingsQuery).catch(() => defaultSettings);
  const { queryKey } = videoQuery(key);
  const known = await client.fetchQuery({ ...videoQuery(key), retry: false }).catch((error: unknown) => {
    if (isNotThere(error)) return null;
    throw error;
  });
  // the request also puts a known video at the top of the list
  const saved = await saveVideo(key, known ? { position: known.position } : { title, language: learningLanguage });
  client.setQueryData(queryKey, saved);
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
