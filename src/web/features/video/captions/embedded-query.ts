import { queryOptions } from "@tanstack/react-query";
import type { Track } from "#shared/video/cues.ts";
import { listEmbedded } from "./read-embedded.ts";

/** The subtitles inside the learner's file. A file that cannot be read has none. */
export const embeddedQuery = (key: string, file: File | null) =>
  queryOptions({
    queryKey: ["embedded-tracks", key, file !== null],
    queryFn: ({ signal }): Promise<Track[]> => (file ? listEmbedded(file, signal) : Promise.resolve([])),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
