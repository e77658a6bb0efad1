import type { Player } from "#web/features/video/player/player.ts";
import { drawStill } from "./draw-still.ts";
import { FrameTrouble } from "./frame-trouble.ts";
import { once } from "./once.ts";
import type { Still } from "./still.ts";

type Target = { fromElement: (element: Element) => Promise<unknown> };
type Grabbed = MediaStreamTrack & {
  restrictTo?: (target: unknown) => Promise<void>;
  cropTo?: (target: unknown) => Promise<void>;
};
const targets = globalThis as { RestrictionTarget?: Target; CropTarget?: Target };

/** Only a secure page may ask for the screen. */
export const canGrabScreen = () => window.isSecureContext && "getDisplayMedia" in (navigator.mediaDevices ?? {});

/** Pictures of the player as it stands on the screen. The learner allows it once; it lasts until the browser's "Stop sharing". */
export function createScreenGrab() {
  let open: { track: MediaStreamTrack; video: HTMLVideoElement } | null = null;

  function close() {
    open?.track.stop();
    open = null;
  }

  return {
    isOpen: () => open?.track.readyState === "live",
    close,

    /** Needs a press of the learner. */
    async start(player: Player, signal: AbortSignal): Promise<void> {
      close();
      if (!canGrabScreen()) throw new FrameTrouble("not_secure");
      const options = { video: { displaySurface: "browser" }, preferCurrentTab: true, selfBrowserSurface: "include" };
      const stream = await navigator.mediaDevices.getDisplayMedia(options).catch((error: unknown) => {
        const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
        throw new FrameTrouble(isRefused ? "refused" : "no_picture");
      });
      const [track] = stream.getVideoTracks();
      if (!track) throw new FrameTrouble("no_picture");
      try {
        await showOnly(track, player.box);
        const video = Object.assign(document.createElement("video"), { muted: true, srcObject: stream });
        await video.play();
        signal.throwIfAborted();
        open = { track, video };
      } catch (error) {
        track.stop();
        throw error;
      }
    },

    async take(player: Player, signal: AbortSignal): Promise<Still> {
      if (!open || open.track.readyState !== "live") throw new FrameTrouble("refused");
      const { video } = open;
      if (video.readyState < video.HAVE_CURRENT_DATA) await once(video, "loadeddata", signal);
      const part = partOf(video, player.box);
      if (!part) {
        close(); // so that the next press asks again what to share
        throw new FrameTrouble("wrong_tab");
      }
      // the time of the picture: a running player goes on while the picture is encoded
      const at = player.time();
      const still = await drawStill(
        {
          ...part,
          draw: (context, { width, height }) =>
            context.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, width, height),
        },
        at,
        "screen",
      );
      await player.pause();
      return still;
    },
  };
}

/** Leaves everything but the player out of the grab. Only the tab of this page can do that, so another one is noticed here. */
async function showOnly(track: Grabbed, box: HTMLElement): Promise<void> {
  const surface = track.getSettings().displaySurface;
  if (surface !== undefined && surface !== "browser") throw new FrameTrouble("wrong_tab");
  try {
    if (targets.RestrictionTarget && track.restrictTo)
      await track.restrictTo(await targets.RestrictionTarget.fromElement(box));
    else if (targets.CropTarget && track.cropTo) await track.cropTo(await targets.CropTarget.fromElement(box));
  } catch {
    throw new FrameTrouble("wrong_tab");
  }
}

const sameShape = (a: number, b: number) => Math.abs(a / b - 1) < 0.03;

/** The player in the grabbed picture: all of it, or, where the browser could not cut it out, its place in the window. Null: neither fits. */
function partOf(video: HTMLVideoElement, box: HTMLElement) {
  const { videoWidth: width, videoHeight: height } = video;
  const place = box.getBoundingClientRect();
  if (sameShape(width / height, place.width / place.height)) return { x: 0, y: 0, width, height };
  if (!sameShape(width / height, innerWidth / innerHeight)) return null;
  const scale = width / innerWidth;
  return { x: place.x * scale, y: place.y * scale, width: place.width * scale, height: place.height * scale };
}

export const screenGrab = createScreenGrab();
