import type { Player } from "#web/features/video/player/player.ts";
import { drawStill, ofVideo } from "./draw-still.ts";
import type { Still } from "./still.ts";
import { untilShown, untilTold } from "./shown-frame.ts";

/** A browser rounds the time of a picture, and would seek to the one before it. */
const within = 0.001;
/** A picture cannot be further ahead of the time of its player; what is told so is of the place before a seek. */
const mostAhead = 0.15;

/** The picture of a file, as it stands in its paused player. At the end of a file this is its last picture. */
export async function takeElementFrame(player: Player, video: HTMLVideoElement, signal: AbortSignal): Promise<Still> {
  const isPlaying = !video.paused;
  const time = await player.pause();
  if (isPlaying) await untilTold(signal);
  const shown = await untilShown(video, signal);
  // a player that stops may show the picture after its time already
  const isAhead = shown !== null && shown > time - within && shown < time + mostAhead;
  const at = isAhead ? Math.max(time, shown + within) : time;
  return drawStill(ofVideo(video), at, "element");
}
