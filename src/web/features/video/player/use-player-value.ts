import { useCallback, useSyncExternalStore } from "react";
import type { Player } from "#web/features/video/player/player.ts";

/** What `read` gives of the player now. Renders again only when that changes, so it must be a number, a string or another simple value. */
export function usePlayerValue<T extends string | number | boolean | null>(
  player: Player | null,
  read: (player: Player) => T,
  otherwise: T,
): T {
  const subscribe = useCallback((listener: () => void) => player?.subscribe(listener) ?? (() => {}), [player]);
  return useSyncExternalStore(subscribe, () => (player ? read(player) : otherwise));
}
