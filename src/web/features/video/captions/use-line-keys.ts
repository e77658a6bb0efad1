import { useState } from "react";
import type { Cue } from "#shared/video/cues.ts";
import type { Player } from "#web/features/video/player/player.ts";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { createAutoPause } from "./auto-pause.ts";
import { lastBegun } from "./line-at.ts";
import { useTicks } from "./use-ticks.ts";

type Options = { player: Player | null; lines: readonly Cue[]; stopsAtEnds: boolean };

/** The keys for the previous and next line and for hearing a line again, and the stop at the end of a line. */
export function useLineKeys({ player, lines, stopsAtEnds }: Options) {
  const [endsLine] = useState(createAutoPause);
  useTicks(player, (time, isPlaying) => {
    if (stopsAtEnds && isPlaying && endsLine(lines, time)) void player?.pause();
  });
  const go = (step: number) => {
    if (!player) return;
    // a line that has just begun is the current one, also if the player stands a little before it
    const line = lines[Math.max(0, lastBegun(lines, player.time() + 0.02) + step)];
    if (line) player.seek(line.start);
  };
  const isOn = player !== null && lines.length > 0;
  useShortcut("previousLine", () => go(-1), isOn);
  useShortcut("nextLine", () => go(1), isOn);
  useShortcut(
    "repeatLine",
    () => {
      go(0);
      player?.play();
    },
    isOn,
  );
}
