/** `ready` is paused at the beginning. `blocked`: YouTube does not answer. A number in `failed` is YouTube's or the browser's own code. */
export type PlayerState =
  | { name: "loading" | "ready" | "playing" | "paused" | "buffering" | "ended" | "blocked" }
  | { name: "failed"; code: number };

/** One player for both kinds of video: YouTube's embed and a file in a `<video>`. Times in seconds. */
export type Player = {
  play: () => void;
  /** Resolves with the exact time of the picture that stands still, or of the running one if it cannot stop within a second. */
  pause: () => Promise<number>;
  seek: (time: number) => void;
  /** The time now. Of YouTube it is extrapolated by at most a second while it plays, so read it after `pause` where it must be exact. */
  time: () => number;
  /** Null while unknown, and for a live stream. */
  duration: () => number | null;
  /** How fast it plays; 1 is the speed of the video. */
  rate: () => number;
  setRate: (rate: number) => void;
  /** From 0 (muted) to 1. */
  volume: () => number;
  setVolume: (volume: number) => void;
  state: () => PlayerState;
  /** Called after each change of state or duration and several times a second while it plays. Returns the function that ends it. */
  subscribe: (listener: () => void) => () => void;
  /** The element with the picture of a file; null for YouTube, whose picture is in another origin. */
  video: HTMLVideoElement | null;
  /** The element that shows the player, for a screen grab. */
  box: HTMLElement;
};
