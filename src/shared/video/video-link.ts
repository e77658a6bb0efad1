/** What a text that the learner pasted leads to. `start` is in seconds. */
export type VideoLink =
  | { kind: "video"; id: string; start: number }
  | { kind: "playlist" | "channel" }
  /** Nothing of YouTube. */
  | { kind: "none" };

const none: VideoLink = { kind: "none" };
const hosts = new Set(["youtube.com", "youtube-nocookie.com", "youtu.be"]);
const idPattern = /^[\w-]{11}$/;
/** As long as an id, but the names of pages. */
const pages: Record<string, VideoLink> = { videoseries: { kind: "playlist" }, live_stream: { kind: "channel" } };
const longest = 2_000;

/** Reads a link of any kind, alone or in a text that was shared with it, or a bare id. Asks nobody. */
export function readVideoLink(text: string): VideoLink {
  const words = text.slice(0, longest).trim().split(/\s+/);
  const [only = ""] = words;
  if (words.length === 1 && idPattern.test(only)) return toVideo(only, 0);
  return words.map(readAddress).find(({ kind }) => kind !== "none") ?? none;
}

function readAddress(word: string): VideoLink {
  const url = URL.parse(/^https?:\/\//i.test(word) ? word : `https://${word}`);
  if (!url) return none;
  const host = url.hostname.replace(/^(www|m|music)\./, "");
  if (!hosts.has(host)) return none;
  const path = url.pathname.split("/").filter((part) => part !== "");
  const start = readStart(url);
  if (host === "youtu.be") return toVideo(path[0], start);
  const [first = "", second] = path;
  if (/^(shorts|live|embed|v|e)$/.test(first)) return toVideo(second, start);
  if (first === "watch" && url.searchParams.has("v")) return toVideo(url.searchParams.get("v"), start);
  if (url.searchParams.has("list")) return { kind: "playlist" };
  if (/^(@.+|channel|c|user)$/.test(first)) return { kind: "channel" };
  return none;
}

function toVideo(id: string | null | undefined, start: number): VideoLink {
  if (!id || !idPattern.test(id)) return none;
  return Object.hasOwn(pages, id) ? (pages[id] ?? none) : { kind: "video", id, start };
}

/** `t=90`, `t=90s`, `t=1h2m3s`, `start=90`, `#t=1m30s`; 0 without a time, or with one that no video can have. */
function readStart({ searchParams, hash }: URL): number {
  const written = searchParams.get("t") ?? searchParams.get("start") ?? /^#t=(.*)$/.exec(hash)?.[1] ?? "";
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})(?:\.\d*)?s?)?$/.exec(written) ?? [];
  const start = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return start <= longestVideo ? start : 0;
}
const longestVideo = 24 * 60 * 60;
