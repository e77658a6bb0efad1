import { useEffect, useRef } from "react";
import { createFilePlayer } from "./file-player.ts";
import styles from "./player.module.css";
import type { Player } from "./player.ts";
import { togglePlay } from "./toggle-play.ts";

type Props = { file: File; title: string; isHidden: boolean; onPlayer: (player: Player | null) => void };

/** Plays a file of the learner. The browser reads it from the disk. */
export function FileView({ file, title, isHidden, onPlayer }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video || !box.current) return;
    const url = URL.createObjectURL(file);
    video.src = url;
    const player = createFilePlayer(video, box.current);
    const onClick = () => togglePlay(player);
    video.addEventListener("click", onClick);
    onPlayer(player);
    return () => {
      video.removeEventListener("click", onClick);
      onPlayer(null);
      video.removeAttribute("src");
      video.load(); // frees the decoder at once
      URL.revokeObjectURL(url);
    };
  }, [file, onPlayer]);
  return (
    <div ref={box} className={styles.box} hidden={isHidden}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the subtitles stand beside the video, as text that can be looked up */}
      <video ref={element} className={styles.video} aria-label={title} preload="auto" playsInline />
    </div>
  );
}
