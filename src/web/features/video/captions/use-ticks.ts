import { useEffect, useRef } from "react";
import type { Player } from "#web/features/video/player/player.ts";

/** Calls `onTick` with the time of the video: in each frame while it plays, and after each change of its state. */
export function useTicks(player: Player | null, onTick: (time: number, isPlaying: boolean) => void): void {
  const latest = useRef(onTick);
  useEffect(() => {
    latest.current = onTick;
  });
  useEffect(() => {
    if (!player) return;
    let frame = 0;
    const tick = () => {
      const isPlaying = player.state().name === "playing";
      latest.current(player.time(), isPlaying);
      cancelAnimationFrame(frame);
      frame = isPlaying ? requestAnimationFrame(tick) : 0;
    };
    tick();
    const stop = player.subscribe(tick);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [player]);
}
