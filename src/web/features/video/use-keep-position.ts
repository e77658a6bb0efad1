import { useEffect } from "react";
import type { Video, VideoUpdate } from "#shared/video/video.ts";
import { saveVideo } from "#web/api/videos.ts";
import type { Player } from "./player/player.ts";

const everyMs = 5_000;

/**
 * Begins where the learner stopped, and remembers the position: every five seconds while it plays, when it pauses, and when the page
 * is hidden or left.
 */
export function useKeepPosition(video: Video, player: Player | null, update: (change: VideoUpdate) => void) {
  const { key, position } = video;
  useEffect(() => {
    if (!player) return;
    /** Null until the player has gone to where the learner stopped. */
    let saved: number | null = null;
    let savedAt = performance.now();
    const restore = () => {
      if (player.state().name === "loading" || player.state().name === "failed") return;
      const duration = player.duration();
      // a video that was seen to its end begins again
      const isAtEnd = duration !== null && position > duration - 2;
      if (position > 0 && !isAtEnd && player.time() < 1) player.seek(position);
      if (duration !== null && duration !== video.duration) update({ duration });
      saved = position;
    };
    const save = (isLeaving: boolean) => {
      const time = player.time();
      if (saved === null || !Number.isFinite(time) || Math.abs(time - saved) < 0.5) return;
      saved = time;
      savedAt = performance.now();
      if (isLeaving) saveVideo(key, { position: time }, { isLeaving }).catch(() => {});
      else update({ position: time });
    };
    const onChange = () => {
      if (saved === null) return restore();
      const { name } = player.state();
      if (name === "paused" || name === "ended" || performance.now() - savedAt >= everyMs) save(false);
    };
    const onHide = () => document.visibilityState === "hidden" && save(true);
    const stop = player.subscribe(onChange);
    document.addEventListener("visibilitychange", onHide);
    onChange();
    return () => {
      stop();
      document.removeEventListener("visibilitychange", onHide);
      save(true);
    };
    // the record changes with each saved position; only another video or player begins again
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, player, update]);
}
