import { useSyncExternalStore } from "react";
import { createPlayer, type PlayerState } from "./player.ts";

/** The page's player. The code that speaks is loaded on the first press. */
export const player = createPlayer(async (speech) => {
  if (speech.source === "server") return (await import("./speak-server.ts")).speakWithServer(speech);
  return (await import("./speak.ts")).speakWithSystem(speech);
});
addEventListener("pagehide", player.stop);

/** The player's state for one button. A button renders again only when that changes. */
export function useHear(key: string): PlayerState["phase"] {
  const read = () => (player.read().key === key ? player.read().phase : "idle");
  return useSyncExternalStore(player.subscribe, read, read);
}

export function useHearTrouble(key: string): unknown {
  const read = () => {
    const { trouble } = player.read();
    return trouble?.key === key ? trouble.error : null;
  };
  return useSyncExternalStore(player.subscribe, read, read);
}
