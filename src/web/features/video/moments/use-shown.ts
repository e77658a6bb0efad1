import { useState } from "react";

type Options = {
  /** The moment at the time of the video. */
  active: string | null;
  /** The learner wants the card of the moment that is playing. */
  isFollowing: boolean;
  /** A job is running: its card stays. */
  isBusy: boolean;
};

/**
 * Which moment the panel shows; null: the job of the last press, or nothing. It follows the video when another moment begins, but not while
 * the learner reads: while the pointer or the focus is in the panel. Then it follows when they have left.
 */
export function useShown({ active, isFollowing, isBusy }: Options) {
  const [shown, setShown] = useState<string | null>(null);
  const [seen, setSeen] = useState<string | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  const [hasMissed, setHasMissed] = useState(false);
  const canFollow = active !== null && isFollowing && !isBusy;

  if (active !== seen) {
    setSeen(active);
    if (canFollow && isHeld) setHasMissed(true);
    else if (canFollow) setShown(active);
  }
  if (hasMissed && !isHeld) {
    setHasMissed(false);
    if (canFollow) setShown(active);
  }

  const show = (id: string | null) => {
    setHasMissed(false);
    setShown(id);
  };
  return { shown, show, setIsHeld };
}
