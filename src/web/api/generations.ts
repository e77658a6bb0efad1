import type { Answer, Outcome } from "#shared/answer.ts";
import { type GenerationEvent, generationEventSchema } from "#shared/generation.ts";
import { answerOf, ApiFailure, api, asJson } from "./client.ts";

export type Snapshot = { id: string; seq: number; answer: Answer };

export const getGeneration = (id: string): Promise<Snapshot> =>
  answerOf(api.generations[":id"].$get({ param: { id } })) as Promise<Snapshot>;

/** Resolves when the log is closed: after it nothing grows. */
export const stopGeneration = (id: string): Promise<{ outcome: Outcome }> =>
  answerOf(api.generations[":id"].stop.$post({ param: { id } }, asJson));

type Listener = {
  onEvent: (event: GenerationEvent, seq: number) => void;
  /** The log cannot be read: not there any more, or not ours. */
  onLost?: () => void;
  /** Blossom itself does not answer, for longer than a reconnection takes; or it does again. */
  onGone?: (isGone: boolean) => void;
};
type Follower = { open: () => void; close: () => void; urgent: boolean };

/** HTTP/1.1 gives one origin six connections, over all tabs: a tab holds one stream, and a hidden tab none after this. */
const hiddenGraceMs = 5_000;
/** A broken connection is mostly back sooner than this, and then nothing needs to be said. */
export const goneAfterMs = 3_000;
const longestPauseMs = 15_000;
const followers: Follower[] = [];
let streaming: Follower | null = null;

/** The next in line: a conversation's answer before a card's, then the latest asked for. */
function next() {
  const first = followers.findLast(({ urgent }) => urgent) ?? followers.at(-1) ?? null;
  if (first === streaming) return;
  streaming?.close();
  streaming = first;
  first?.open();
}

/**
 * Reads a generation's log from after `after` to its end, over reloads of the connection. Returns how to leave; leaving stops nothing.
 * While another answer has this tab's stream, this one waits: it is a log, so nothing is missed.
 */
export function followGeneration(
  id: string,
  after: number,
  { onEvent, onLost, onGone, urgent = true }: Listener & { urgent?: boolean },
): () => void {
  let seq = after;
  let source: EventSource | null = null;
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  let goneTimer: ReturnType<typeof setTimeout> | undefined;
  let againTimer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;
  let refusals = 0;

  const close = () => {
    clearTimeout(againTimer);
    source?.close();
    source = null;
  };
  const connected = () => {
    clearTimeout(goneTimer);
    goneTimer = undefined;
    refusals = 0;
    if (!isGone) return;
    isGone = false;
    onGone?.(false);
  };
  const disconnected = () => {
    goneTimer ??= setTimeout(() => {
      isGone = true;
      onGone?.(true);
    }, goneAfterMs);
  };

  const open = () => {
    if (source || document.visibilityState === "hidden") return;
    const stream = new EventSource(`/api/generations/${encodeURIComponent(id)}/events?after=${seq}`);
    source = stream;
    stream.onopen = connected;
    stream.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      connected();
      if (data === "[DONE]") return leave();
      const at = Number(lastEventId);
      if (!(at > seq)) return; // a repeated event is not applied twice
      seq = at;
      const event = generationEventSchema.safeParse(parseJson(data)).data;
      if (!event) return; // a newer server may say what this page does not know yet
      onEvent(event, at);
    };
    stream.onerror = () => {
      if (source !== stream) return;
      // a cut connection is opened again by the browser; an answer other than 200 is not, nor always a refused one
      disconnected();
      if (stream.readyState === stream.CLOSED) void askAgain();
    };
  };

  const askAgain = async () => {
    const failure = await getGeneration(id).then(
      () => null,
      (error: unknown) => error,
    );
    if (left) return;
    if (failure instanceof ApiFailure && failure.status !== null && failure.status < 500) {
      leave();
      onLost?.();
      return;
    }
    const reopen = () => {
      close();
      if (streaming === follower) open();
    };
    againTimer = setTimeout(reopen, Math.min(longestPauseMs, 1_000 * 2 ** refusals++));
  };

  const follower: Follower = { open, close, urgent };

  const onVisibility = () => {
    clearTimeout(hiddenTimer);
    if (document.visibilityState === "hidden") hiddenTimer = setTimeout(close, hiddenGraceMs);
    else if (streaming === follower) open();
  };
  // back from a sleep or a lost network: the browser's own retry can be far off
  const reattach = () => {
    if (streaming !== follower || source?.readyState === source?.OPEN) return;
    close();
    open();
  };

  let left = false;
  function leave() {
    if (left) return;
    left = true;
    clearTimeout(hiddenTimer);
    clearTimeout(goneTimer);
    document.removeEventListener("visibilitychange", onVisibility);
    removeEventListener("pageshow", reattach);
    removeEventListener("online", reattach);
    close();
    followers.splice(followers.indexOf(follower), 1);
    if (streaming === follower) streaming = null;
    next();
  }

  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("pageshow", reattach);
  addEventListener("online", reattach);
  followers.push(follower);
  next();
  return leave;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not ours; the schema refuses it
  }
}
