import { type ReactNode, useEffect, useRef } from "react";
import { createEmbedPlayer, embedAddress } from "./embed-player.ts";
import styles from "./player.module.css";
import type { Player } from "./player.ts";

type Props = {
  id: string;
  title: string;
  start: number;
  isHidden: boolean;
  /** What stands over it. */
  children: ReactNode;
  onPlayer: (player: Player | null) => void;
  onTitle: (title: string) => void;
};

/** YouTube's own player. */
export function EmbedView({ id, title, start, isHidden, children, onPlayer, onTitle }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (!frame.current || !box.current) return;
    // only now: the messages of a frame that was there earlier would be missed. A later position must not load it again.
    frame.current.src = embedAddress(id, start, location.origin);
    const { player, close } = createEmbedPlayer(frame.current, box.current, { onTitle });
    onPlayer(player);
    return () => {
      onPlayer(null);
      close();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, onPlayer, onTitle]);
  return (
    <div ref={box} className={styles.box} hidden={isHidden}>
      <iframe
        ref={frame}
        className={styles.video}
        title={title}
        // YouTube refuses (153) without a page address, and our pages send none by themselves
        referrerPolicy="strict-origin-when-cross-origin"
        allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
      />
      {children}
    </div>
  );
}
