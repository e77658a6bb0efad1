import { once } from "./once.ts";

/** A browser that presents no new picture, as in a hidden tab, draws the right one by then. */
const presentMs = 500;
/** A busy page learns of a seek later than its picture is presented. */
const lateMs = 100;

/** `time`: of the picture that the element presents; null until one is presented for its place, for which a press waits `waitMs` at most. */
type Watch = { time: number | null; since: number; waitMs: number };
const watched = new WeakMap<HTMLVideoElement, Watch>();

/** Follows which picture the element presents, so that a press need not wait to know it. */
export function watchFrames(video: HTMLVideoElement): Watch {
  const known = watched.get(video);
  if (known) return known;
  // an element that stands still presents no picture again, not even after a seek to its own place: only a late one can still come
  const watch: Watch = { time: null, since: performance.now(), waitMs: video.seeking ? presentMs : lateMs };
  watched.set(video, watch);
  for (const event of ["seeking", "loadstart", "emptied"]) {
    video.addEventListener(event, () => {
      watch.time = null;
      watch.since = performance.now();
      watch.waitMs = presentMs;
    });
  }
  const next: VideoFrameRequestCallback = (_now, { mediaTime, presentationTime }) => {
    // the picture of the place before may be told of late; that of the new one may come before `seeked`
    if (presentationTime >= watch.since - lateMs) watch.time = mediaTime;
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  return watch;
}

/**
 * Waits until an element presents the picture of its place, and gives the time at which that picture begins; null where the browser does
 * not tell. `seeked` may come before that picture does.
 */
export async function untilShown(video: HTMLVideoElement, signal: AbortSignal): Promise<number | null> {
  const watch = watchFrames(video);
  if (video.seeking) await once(video, "seeked", signal);
  if (video.readyState < video.HAVE_CURRENT_DATA) await once(video, "loadeddata", signal);
  const limit = performance.now() + watch.waitMs;
  while (watch.time === null && performance.now() < limit) await nextFrame(signal);
  watch.waitMs = 0; // the next press at this place would wait in vain
  return watch.time;
}

/** Waits until we know the last picture of an element that has just stopped to play. */
export async function untilTold(signal: AbortSignal): Promise<void> {
  await nextFrame(signal);
  await nextFrame(signal);
}

function nextFrame(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 50); // a hidden tab gets no animation frames
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
