import type { Player } from "#web/features/video/player/player.ts";
import { drawStill, ofVideo } from "./draw-still.ts";
import type { Still } from "./still.ts";
import { untilShown } from "./shown-frame.ts";

/** The picture of a file, as it stands in its paused player. At the end of a file this is its last picture. */
export async function takeElementFrame(player: Player, video: HTMLVideoElement, signal: AbortSignal): Promise<Still> {
  const at = await player.pause();
  await untilShown(video, signal);
  return drawStill(ofVideo(video), at, "element");
}
