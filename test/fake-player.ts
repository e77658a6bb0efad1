import type { Player } from "#web/features/video/player/player.ts";

type Options = {
  duration?: number | null;
  /** It plays a file, whose picture the page can take. YouTube's is in another origin. */
  hasPicture?: boolean;
};

/** A player whose time and state a test sets. It notes what it is told. */
export function createFakePlayer({ duration = 100, hasPicture = false }: Options = {}) {
  let time = 0;
  let name: "paused" | "playing" = "paused";
  const told: string[] = [];
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const change = (next: Partial<{ time: number; name: typeof name }>) => {
    time = next.time ?? time;
    name = next.name ?? name;
    tell();
  };
  const player: Player = {
    play: () => (told.push("play"), change({ name: "playing" })),
    pause: async () => (told.push("pause"), change({ name: "paused" }), time),
    seek: (to) => (told.push(`seek ${to}`), change({ time: to })),
    time: () => time,
    duration: () => duration,
    rate: () => 1,
    setRate: () => {},
    volume: () => 1,
    setVolume: () => {},
    state: () => ({ name }),
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    video: hasPicture ? fakeElement(() => time) : null,
    box: document.body,
  };
  return { player, told, change };
}

/** What happy-dom lacks of a `<video>`: a paused picture of 1920 × 1080 pixels. */
function fakeElement(time: () => number): HTMLVideoElement {
  let isFirst = true;
  const values = { videoWidth: 1_920, videoHeight: 1_080, readyState: 4, paused: true, seeking: false };
  const fixed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  return Object.defineProperties(document.createElement("video"), {
    ...fixed,
    currentTime: { get: time },
    requestVideoFrameCallback: {
      value: (onFrame: VideoFrameRequestCallback) => {
        const presentationTime = performance.now();
        const mediaTime = Math.floor(time() * 24) / 24;
        if (isFirst) queueMicrotask(() => onFrame(0, { mediaTime, presentationTime } as VideoFrameCallbackMetadata));
        isFirst = false;
      },
    },
  });
}
