import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { settingsQuery } from "#web/api/settings.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { watchFrames } from "./shown-frame.ts";
import { streamFrames } from "./stream-frames.ts";

/** A learner who only passes a place does not cost a request. */
const restMs = 250;

/** Fetches the picture of a paused YouTube video before it is asked for. Draws nothing. */
export function FrameAhead() {
  const { video, player } = useVideo();
  const { data: settings } = useQuery(settingsQuery);
  const isAhead = settings?.frameAhead === true && settings.youtube === "tools" && video.kind === "youtube";
  useEffect(() => {
    if (player?.video) watchFrames(player.video);
    if (!player || !isAhead) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let job = new AbortController();
    let last = Number.NaN;
    const id = video.key.slice("yt-".length);
    const look = () => {
      const at = player.state().name === "paused" ? player.time() : Number.NaN;
      if (Object.is(at, last)) return;
      last = at;
      clearTimeout(timer);
      job.abort();
      if (Number.isNaN(at)) return;
      job = new AbortController();
      const { signal } = job;
      timer = setTimeout(() => {
        // a press of Translate says what is wrong; here nobody asked
        streamFrames.take(id, at, "720", signal).catch(() => {});
      }, restMs);
    };
    const leave = player.subscribe(look);
    return () => {
      leave();
      clearTimeout(timer);
      job.abort();
    };
  }, [player, isAhead, video.key]);
  return null;
}
