import { useEffect, useState } from "react";
import type { Cue } from "#shared/video/cues.ts";
import type { Player } from "#web/features/video/player/player.ts";
import { lastBegun, shownAt } from "./line-at.ts";
import { useTicks } from "./use-ticks.ts";

/** The numbers of the line that is shown now (-1 in a pause between lines) and of the last one that has begun. */
export type CurrentLine = { shown: number; begun: number; isPlaying: boolean };

/** Follows the video, and renders again only when another line is shown. */
export function useCurrentLine(player: Player | null, lines: readonly Cue[], position = 0): CurrentLine {
  const at = (time: number, isPlaying: boolean): CurrentLine => ({
    shown: shownAt(lines, time),
    begun: lastBegun(lines, time),
    isPlaying,
  });
  const [current, setCurrent] = useState(() => at(position, false));
  const look = (time: number, isPlaying: boolean) =>
    setCurrent((old) => {
      const now = at(time, isPlaying);
      const isSame = old.shown === now.shown && old.begun === now.begun && old.isPlaying === now.isPlaying;
      return isSame ? old : now;
    });
  useTicks(player, look);
  useEffect(() => {
    look(player?.time() ?? position, player?.state().name === "playing");
    // the lines have changed: another track or another offset
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [lines]);
  return current;
}
