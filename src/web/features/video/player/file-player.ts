import type { Player, PlayerState } from "./player.ts";

const events = [
  "loadedmetadata",
  "durationchange",
  "canplay",
  "play",
  "playing",
  "pause",
  "waiting",
  "seeking",
  "seeked",
  "timeupdate",
  "ended",
  "error",
  "ratechange",
  "volumechange",
] as const;

/** A player for a file: a `<video>` that already has its source. */
export function createFilePlayer(video: HTMLVideoElement, box: HTMLElement): Player {
  return {
    play: () => {
      // rejected when the file is replaced or cannot be played; the state says so
      video.play().catch(() => {});
    },
    pause: async () => {
      video.pause();
      if (video.seeking) await untilSeeked(video);
      return video.currentTime;
    },
    seek: (time) => {
      video.currentTime = Math.min(Math.max(0, time), Number.isFinite(video.duration) ? video.duration : time);
    },
    time: () => video.currentTime,
    duration: () => (Number.isFinite(video.duration) ? video.duration : null),
    rate: () => video.playbackRate,
    setRate: (rate) => {
      video.playbackRate = rate;
      video.defaultPlaybackRate = rate;
    },
    volume: () => (video.muted ? 0 : video.volume),
    setVolume: (volume) => {
      video.muted = volume === 0;
      if (volume > 0) video.volume = volume; // a phone has only its own volume, and ignores this
    },
    state: () => stateOf(video),
    subscribe: (listener) => {
      for (const event of events) video.addEventListener(event, listener);
      return () => {
        for (const event of events) video.removeEventListener(event, listener);
      };
    },
    video,
    box,
  };
}

function stateOf(video: HTMLVideoElement): PlayerState {
  if (video.error) return { name: "failed", code: video.error.code };
  if (video.readyState < video.HAVE_METADATA) return { name: "loading" };
  if (video.ended) return { name: "ended" };
  if (video.paused) return { name: video.played.length === 0 ? "ready" : "paused" };
  return { name: video.readyState < video.HAVE_FUTURE_DATA ? "buffering" : "playing" };
}

/** A file on a slow disk may take long to find a place. After a second the running position is good enough. */
function untilSeeked(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 1_000);
    video.addEventListener(
      "seeked",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
