import { once } from "./once.ts";

/** A browser that presents no new picture, as in a hidden tab, draws the right one by then. */
const presentMs = 500;

type Watch = { isCurrent: boolean };
const watched = new WeakMap<HTMLVideoElement, Watch>();

/** Follows which picture the element presents, so that a press need not wait to know it. */
export function watchFrames(video: HTMLVideoElement): Watch {
  const known = watched.get(video);
  if (known) return known;
  const watch: Watch = { isCurrent: false };
  watched.set(video, watch);
  for (const event of ["seeking", "loadstart", "emptied"]) {
    video.addEventListener(event, () => {
      watch.isCurrent = false;
    });
  }
  const next: VideoFrameRequestCallback = (_now, { mediaTime }) => {
    if (!video.seeking && isOf(mediaTime, video.currentTime)) watch.isCurrent = true;
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  return watch;
}

/** Waits until a paused element presents the picture of its time. `seeked` may come before that picture does. */
export async function untilShown(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  const isNew = !watched.has(video);
  const watch = watchFrames(video);
  const { currentTime } = video;
  // presents its picture again, so that we learn which one it is
  if (isNew && !video.seeking) video.currentTime = currentTime;
  if (video.seeking) await once(video, "seeked", signal);
  if (video.readyState < video.HAVE_CURRENT_DATA) await once(video, "loadeddata", signal);
  const limit = performance.now() + presentMs;
  while (!watch.isCurrent && performance.now() < limit) await nextFrame(signal);
}

/** No picture stays longer than this, apart from a video that stands still. */
const longestFrame = 1;
const isOf = (mediaTime: number, time: number) => mediaTime <= time + 0.002 && time - mediaTime < longestFrame;

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
