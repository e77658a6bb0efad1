/** What YouTube's embed says of itself. Only fields with the right type are taken; everything else is left out. */
export type EmbedMessage = {
  /** Any message shows that the embed answers. `onReady` and `initialDelivery` show that it takes commands. */
  isReady: boolean;
  time?: number;
  duration?: number;
  rate?: number;
  /** From 0 to 100. */
  volume?: number;
  isMuted?: boolean;
  /** -1 not begun, 0 ended, 1 playing, 2 paused, 3 buffering, 5 cued. */
  state?: number;
  error?: number;
  title?: string;
  isLive?: boolean;
};

const longest = 100_000;
type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 1e7 ? value : undefined;

const boolean = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);

/** Null for everything that is no message of the embed. */
export function readEmbedMessage(data: unknown): EmbedMessage | null {
  if (typeof data !== "string" || data.length > longest) return null;
  const message = parse(data);
  if (!isFields(message) || typeof message["event"] !== "string") return null;
  const { event, info } = message;
  const isReady = event === "onReady" || event === "initialDelivery";
  if (event === "onError") return withoutMissing({ isReady, error: number(isFields(info) ? info["errorCode"] : info) });
  if (event === "onStateChange") return withoutMissing({ isReady, state: number(info) });
  if (!isFields(info)) return { isReady };
  const video = isFields(info["videoData"]) ? info["videoData"] : {};
  return withoutMissing({
    isReady,
    time: number(info["currentTime"]),
    duration: number(info["duration"]),
    rate: number(info["playbackRate"]),
    volume: number(info["volume"]),
    isMuted: boolean(info["muted"]),
    state: number(info["playerState"]),
    error: number(video["errorCode"]),
    title: typeof video["title"] === "string" ? video["title"].slice(0, 300) : undefined,
    isLive: boolean(video["isLive"]),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Loose = { [K in keyof EmbedMessage]: EmbedMessage[K] | undefined } & { isReady: boolean };
const withoutMissing = (message: Loose): EmbedMessage =>
  Object.assign(
    { isReady: message.isReady },
    Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)),
  );
