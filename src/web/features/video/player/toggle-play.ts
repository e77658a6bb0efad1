import type { Player } from "./player.ts";

/** Whether it plays, or will as soon as it has the data. */
export const isGoing = (player: Player): boolean => ["playing", "buffering"].includes(player.state().name);

export function togglePlay(player: Player) {
  if (isGoing(player)) void player.pause();
  else player.play();
}
