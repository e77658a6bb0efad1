import { useEffect, useRef } from "react";
import { createFilePlayer } from "./file-player.ts";
import styles from "./player.module.css";
import type { Player } from "./player.ts";

type Props = { file: File; title: string; onPlayer: (player: Player | null) => void };

/** Plays a file of the learner. The browser reads it from the disk. */
export function FileView({ file, title, onPlayer }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video || !box.current) return;
    const url = URL.createObjectURL(file);
    video.src = url;
    onPlayer(createFilePlayer(video, box.current));
    return () => {
      onPlayer(null);
      video.removeAttribute("src");
      video.load(); // frees the decoder at once
      URL.revokeObjectURL(url);
    };
  }, [file, onPlayer]);
  return (
    <div ref={box} className={styles.box}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the subtitles stand beside the video, as text that can be looked up */}
      <video ref={element} className={styles.video} aria-label={title} preload="auto" playsInline controls />
    </div>
  );
}
