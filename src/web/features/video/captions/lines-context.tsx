import { createContext, type ReactNode, use, useMemo } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Cue, Track } from "#shared/video/cues.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { type LineAt, shownAt, withNeighbours } from "./line-at.ts";

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
};

export const LinesContext = createContext<Lines | null>(null);

/** The subtitles of the open video. */
export function useLines(): Lines {
  const lines = use(LinesContext);
  if (!lines) throw new Error("useLines outside a LinesProvider");
  return lines;
}

const none: readonly never[] = [];

export function LinesProvider({ children }: { children: ReactNode }) {
  const { video } = useVideo();
  const value = useMemo(
    (): Lines => ({
      tracks: none,
      lines: none,
      second: none,
      language: video.language,
      lineAt: (time) => withNeighbours(none, shownAt(none, time)),
      addFiles: async () => {},
    }),
    [video.language],
  );
  return <LinesContext value={value}>{children}</LinesContext>;
}
