import { captions } from "./video/captions.ts";
import { frames } from "./video/frames.ts";
import { moments } from "./video/moments.ts";
import { player } from "./video/player.ts";

/** The strings of the video page; each part has a file. */
export const video = { ...player, captions, frames, moments };
