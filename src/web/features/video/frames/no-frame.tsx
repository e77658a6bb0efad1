import { useState } from "react";
import { useVideo } from "#web/features/video/video-context.ts";
import { FrameTrouble } from "./frame-trouble.ts";
import { FrameTroubleNote } from "./frame-trouble-note.tsx";
import { toStill } from "./pasted-still.ts";
import { screenGrab } from "./screen-grab.ts";
import type { Still } from "./still.ts";

type Props = {
  error: unknown;
  /** Takes the picture again: now it may come from the screen. */
  onRetry: () => void;
  /** The learner's own picture. */
  onStill: (still: Still) => void;
};

const toTrouble = (error: unknown) => (error instanceof FrameTrouble ? error : new FrameTrouble("no_picture"));

/** No picture could be taken: why, and the other ways, which go on from here. */
export function NoFrame({ error, onRetry, onStill }: Props) {
  const { player } = useVideo();
  const [next, setNext] = useState<{ after: unknown; trouble: FrameTrouble } | null>(null);
  const fail = (failure: unknown) => setNext({ after: error, trouble: toTrouble(failure) });
  const grab = () => {
    // the picture of a file is always there; only YouTube's must be grabbed
    if (player && !player.video) screenGrab.start(player, new AbortController().signal).then(onRetry, fail);
  };
  return (
    <FrameTroubleNote
      // what a screen grab or a picked picture met, until there is another trouble
      trouble={next !== null && next.after === error ? next.trouble : toTrouble(error)}
      onRetry={onRetry}
      onScreenGrab={player && !player.video ? grab : undefined}
      onPick={(file) => void toStill(file, player?.time() ?? 0).then(onStill, fail)}
    />
  );
}
