import { useVideo } from "#web/features/video/video-context.ts";
import { isUnavailable } from "#web/features/video/player/is-unavailable.ts";
import type { Player } from "#web/features/video/player/player.ts";
import { usePlayerValue } from "#web/features/video/player/use-player-value.ts";

/** The length of the video, in seconds; null while it is unknown, and for a live stream. */
export function useDuration(): number | null {
  const { player, video } = useVideo();
  // a player without a video knows no length, and one that is loading does not know it yet
  const isUntold = (now: Player) => isUnavailable(now) || now.state().name === "loading";
  const known = (now: Player) => now.duration() ?? (isUntold(now) ? video.duration : null);
  return usePlayerValue(player, known, player ? null : video.duration);
}

/** Whether moments can be drawn on a line: only in a video whose length is known. */
export const useHasTimeline = (): boolean => (useDuration() ?? 0) > 0;
