import { type EmbedMessage, readEmbedMessage } from "./embed-message.ts";
import type { Player, PlayerState } from "./player.ts";

export const embedOrigin = "https://www.youtube-nocookie.com";

/** The embed's own controls stay. Its captions would be in the pictures of a screen grab. */
export function embedAddress(id: string, start: number, origin: string): string {
  const fields = {
    enablejsapi: "1",
    playsinline: "1",
    rel: "0",
    iv_load_policy: "3",
    cc_load_policy: "0",
    start: String(Math.floor(start)),
    origin,
  };
  return `${embedOrigin}/embed/${encodeURIComponent(id)}?${new URLSearchParams(fields)}`;
}

const askAgainMs = 250;
export const blockedAfterMs = 4_000;
/** How our page names itself. YouTube's own script sends this with each message. */
const sender = { id: "blossom", channel: "widget" };
/** What the embed tells only a page that has asked for it. */
const events = ["onReady", "onStateChange", "onError"];
/** The embed tells its time about four times a second. */
const longestGuess = 1;

type Told = { onTitle: (title: string) => void };

/**
 * YouTube's embed as a player. It speaks JSON by `postMessage`, so no script of theirs runs in our page. Messages count only if they come from
 * this frame and from YouTube's origin.
 */
export function createEmbedPlayer(frame: HTMLIFrameElement, box: HTMLElement, { onTitle }: Told) {
  const listeners = new Set<() => void>();
  const now = () => performance.now() / 1_000;
  let state: PlayerState = { name: "loading" };
  let known = {
    time: 0,
    at: now(),
    rate: 1,
    volume: 1,
    isMuted: false,
    duration: null as number | null,
    isLive: false,
  };
  let title = "";
  let hasAnswered = false;

  const post = (message: object) =>
    frame.contentWindow?.postMessage(JSON.stringify({ ...message, ...sender }), embedOrigin);
  const command = (func: string, ...args: unknown[]) => post({ event: "command", func, args });
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const time = () => {
    const passed = state.name === "playing" ? Math.min(longestGuess, now() - known.at) * known.rate : 0;
    return Math.min(known.time + passed, known.duration ?? Number.POSITIVE_INFINITY);
  };

  const take = (message: EmbedMessage) => {
    const { duration = known.duration ?? 0, isLive = known.isLive, rate = known.rate } = message;
    const { isMuted = known.isMuted, volume = known.volume * 100 } = message;
    const at = message.time === undefined ? { time: time(), at: now() } : { time: message.time, at: now() };
    const length = duration > 0 && !isLive ? duration : null;
    known = { ...at, rate, isMuted, volume: Math.max(0, Math.min(1, volume / 100)), isLive, duration: length };
    state = nextState(state, message);
    if (message.title !== undefined && message.title !== title) {
      title = message.title;
      onTitle(title);
    }
    tell();
  };
  const onMessage = ({ source, origin, data }: MessageEvent) => {
    if (source !== frame.contentWindow || origin !== embedOrigin) return;
    const message = readEmbedMessage(data);
    if (!message) return;
    clearInterval(asking);
    clearTimeout(waiting);
    take(message);
    if (hasAnswered) return;
    hasAnswered = true;
    for (const event of events) command("addEventListener", event);
  };
  addEventListener("message", onMessage);
  const asking = setInterval(() => post({ event: "listening" }), askAgainMs);
  const waiting = setTimeout(() => {
    clearInterval(asking);
    state = { name: "blocked" };
    tell();
  }, blockedAfterMs);

  const player: Player = {
    play: () => command("playVideo"),
    pause: () => {
      command("pauseVideo");
      if (state.name !== "playing" && state.name !== "buffering") return Promise.resolve(time());
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          listeners.delete(check);
          resolve(time());
        };
        const check = () => (state.name === "playing" || state.name === "buffering" ? undefined : done());
        const timer = setTimeout(done, 1_000);
        listeners.add(check);
      });
    },
    seek: (to) => {
      const target = Math.max(0, Math.min(to, known.duration ?? to));
      command("seekTo", target, true);
      known = { ...known, time: target, at: now() };
      tell();
    },
    time,
    duration: () => known.duration,
    rate: () => known.rate,
    setRate: (rate) => command("setPlaybackRate", rate),
    volume: () => (known.isMuted ? 0 : known.volume),
    setVolume: (volume) => {
      if (volume > 0) command("setVolume", Math.round(volume * 100));
      command(volume > 0 ? "unMute" : "mute");
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    video: null,
    box,
  };
  const close = () => {
    removeEventListener("message", onMessage);
    clearInterval(asking);
    clearTimeout(waiting);
    listeners.clear();
  };
  return { player, close };
}

/** After an error, only an embed that plays shows that it is over. */
export function nextState(before: PlayerState, { isReady, state, error }: EmbedMessage): PlayerState {
  if (error !== undefined) return { name: "failed", code: error };
  if (before.name === "failed" && state !== 1) return before;
  switch (state) {
    case 0:
      return { name: "ended" };
    case 1:
      return { name: "playing" };
    case 2:
      return { name: "paused" };
    case 3:
      return { name: "buffering" };
    case -1:
    case 5:
      return { name: "ready" };
    default:
      return isReady && (before.name === "loading" || before.name === "blocked") ? { name: "ready" } : before;
  }
}
