import { queryOptions } from "@tanstack/react-query";
import type { Track } from "#shared/video/cues.ts";
import { nothingUnread, type Unread } from "./embedded/unread.ts";
import { findUnread, listEmbedded } from "./read-embedded.ts";

/** The subtitles inside the learner's file. A file that cannot be read has none. */
export const embeddedQuery = (key: string, file: File | null) =>
  queryOptions({
    queryKey: ["embedded-tracks", key, file !== null],
    queryFn: ({ signal }): Promise<Track[]> => (file ? listEmbedded(file, signal) : Promise.resolve([])),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** What is in the learner's file and cannot be read, to say so. */
export const unreadQuery = (key: string, file: File | null) =>
  queryOptions({
    queryKey: ["embedded-unread", key, file !== null],
    queryFn: ({ signal }): Promise<Unread> => (file ? findUnread(file, signal) : Promise.resolve(nothingUnread)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
