import type { Player } from "./player.ts";

/** Whether there is no video: the player failed, or does not answer. An embed that answers late makes it available again. */
export function isUnavailable(player: Player): boolean {
  const { name } = player.state();
  return name === "failed" || name === "blocked";
}
