import { useState } from "react";
import { SavedFrame } from "#web/features/video/moments/saved-frame.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import { FileAgain } from "./file-again.tsx";
import { FileTrouble } from "./file-trouble.tsx";
import { FileView } from "./file-view.tsx";
import { isUnavailable } from "./is-unavailable.ts";
import type { Player } from "./player.ts";
import { usePlayerValue } from "./use-player-value.ts";

/** The learner's own file; until it is open again, and where it cannot be played, what was saved of it. */
export function FileArea({ onPlayer }: { onPlayer: (player: Player | null) => void }) {
  const { video, player, file } = useVideo();
  const [tries, setTries] = useState(0);
  const isAway = usePlayerValue(player, isUnavailable, false);
  if (!file)
    return (
      <>
        <SavedFrame />
        <FileAgain />
      </>
    );
  return (
    <>
      {isAway && <SavedFrame />}
      <FileView key={tries} file={file} title={video.title} isHidden={isAway} onPlayer={onPlayer} />
      <FileTrouble file={file} onReload={() => setTries(tries + 1)} />
    </>
  );
}
