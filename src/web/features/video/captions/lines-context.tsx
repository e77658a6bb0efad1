import { createContext, type ReactNode, use, useMemo } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Cue, Track } from "#shared/video/cues.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { defaultTrack, noTrack } from "./default-track.ts";
import { type LineAt, shownAt, withNeighbours, withOffset } from "./line-at.ts";
import { useAddedFiles } from "./use-added-files.ts";
import { type ReadTrack, useTrack } from "./use-track.ts";
import { type TrackList, useTrackList } from "./use-track-list.ts";

export type { LineAt };

export type Lines = {
  /** All subtitles that this video has. */
  tracks: readonly Track[];
  /** The lines of the chosen track, with the learner's offset, in order. */
  lines: readonly Cue[];
  /** The lines of the second track. */
  second: readonly Cue[];
  language: LearningLanguage;
  lineAt: LineAt;
  addFiles: (files: File[]) => Promise<void>;
  /** What is shown; null if the learner wants none, or if there is none in the language that is learnt. */
  track: Track | null;
  secondTrack: Track | null;
  list: TrackList;
  read: ReadTrack;
  files: Omit<ReturnType<typeof useAddedFiles>, "addFiles">;
};

export const LinesContext = createContext<Lines | null>(null);

/** The subtitles of the open video. */
export function useLines(): Lines {
  const lines = use(LinesContext);
  if (!lines) throw new Error("useLines outside a LinesProvider");
  return lines;
}

const none: readonly never[] = [];

/** Finds the subtitles of the open video, and reads those that the learner chose. */
export function LinesProvider({ children }: { children: ReactNode }) {
  const { video, file, update } = useVideo();
  const { key, language, offset } = video;
  const list = useTrackList(video, file);
  const byId = (id: string | null) => list.tracks.find((track) => track.id === id) ?? null;
  const isChosen = video.track === noTrack || byId(video.track) !== null;
  // a chosen track that is gone, as with the file it was in, gives way to another one
  const track = isChosen ? byId(video.track) : list.isPending ? null : defaultTrack(list.tracks, language);
  const secondTrack = video.secondTrack === track?.id ? null : byId(video.secondTrack);
  const place = { key, file, kept: list.kept };
  const read = useTrack(track, place);
  const beside = useTrack(secondTrack, place);
  const { addFiles, ...files } = useAddedFiles({ key, language, onAdded: (id) => update({ track: id }) });

  const cues = read.data?.cues ?? none;
  const lines = useMemo(() => withOffset(cues, offset), [cues, offset]);
  const secondCues = beside.data?.cues ?? none;
  const second = useMemo(() => withOffset(secondCues, offset), [secondCues, offset]);
  const lineAt = useMemo((): LineAt => (time) => withNeighbours(lines, shownAt(lines, time)), [lines]);

  const { tracks } = list;
  const value: Lines = { tracks, lines, second, language, lineAt, addFiles, track, secondTrack, list, read, files };
  return <LinesContext value={value}>{children}</LinesContext>;
}
