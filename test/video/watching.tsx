import { type ReactNode, useState } from "react";
import type { Cue } from "#shared/video/cues.ts";
import type { Video, VideoUpdate } from "#shared/video/video.ts";
import { shownAt, withNeighbours } from "#web/features/video/captions/line-at.ts";
import { type Lines, LinesContext } from "#web/features/video/captions/lines-context.tsx";
import type { Player } from "#web/features/video/player/player.ts";
import { VideoContext } from "#web/features/video/video-context.ts";
import { testVideo } from "./test-video.ts";

type Props = { player: Player | null; video?: Video; file?: File | null; lines?: readonly Cue[]; children: ReactNode };

/** An open video with these lines, around a part of its page. What is remembered of it lasts as long as the page. */
export function Watching({ player, video: first = testVideo(), file = null, lines = [], children }: Props) {
  const [video, setVideo] = useState(first);
  const update = (change: VideoUpdate) => setVideo((before) => ({ ...before, ...(change as Partial<Video>) }));
  const lineAt = (time: number) => withNeighbours(lines, shownAt(lines, time));
  const shown = { lines, language: video.language, lineAt } as Partial<Lines> as Lines; // moments use only this part
  return (
    <VideoContext value={{ video, player, file, update }}>
      <LinesContext value={shown}>{children}</LinesContext>
    </VideoContext>
  );
}
