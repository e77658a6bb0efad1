import type { Player } from "#web/features/video/player/player.ts";

type Options = { duration?: number | null; video?: HTMLVideoElement | null };

/** A player whose time and state a test sets. It notes what it is told. `video`: the picture of a file; YouTube has none. */
export function createFakePlayer({ duration = 100, video = null }: Options = {}) {
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
    video,
    box: document.body,
  };
  return { player, told, change };
}
