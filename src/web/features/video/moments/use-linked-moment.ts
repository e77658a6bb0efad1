import { useEffect, useRef, useState } from "react";
import { useSearch } from "wouter";
import type { Moment } from "#shared/video/moment.ts";
import type { Player } from "#web/features/video/player/player.ts";
import { placeOf } from "./places.ts";
import { usePlayerValue } from "#web/features/video/player/use-player-value.ts";

type Options = {
  /** Null while they are loading. */
  moments: readonly Moment[] | null;
  player: Player | null;
  show: (id: string) => void;
};

/**
 * Opens the moment of a link, `/video/<key>?moment=<id>`: shows its card at once, and moves the video to it when the video can play.
 * Returns whether the link leads to a moment that does not exist.
 */
export function useLinkedMoment({ moments, player, show }: Options): boolean {
  const linked = new URLSearchParams(useSearch()).get("moment");
  const moment = moments?.find(({ id }) => id === linked) ?? null;
  const [opened, setOpened] = useState<string | null>(null);
  if (moment && moment.id !== opened) {
    setOpened(moment.id);
    show(moment.id);
  }

  const reached = useRef<string | null>(null);
  const canSeek = usePlayerValue(player, ({ state }) => !cannotSeek.has(state().name), false);
  useEffect(() => {
    if (!moment || !player || !canSeek || moment.id === reached.current) return;
    reached.current = moment.id;
    player.seek(placeOf(moment));
  }, [moment, player, canSeek]);

  return linked !== null && moments !== null && moment === null && opened !== linked;
}

const cannotSeek = new Set(["loading", "blocked", "failed"]);
