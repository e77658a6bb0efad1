import { type ComponentType, type ReactNode, useState } from "react";
import type { VideoKey } from "#shared/video/video.ts";
import { openedFiles } from "./opened-files.ts";
import { FileView } from "./player/file-view.tsx";
import type { Player } from "./player/player.ts";
import { StartPage } from "./start-page.tsx";
import { useRemembered } from "./use-remembered.ts";
import { VideoContext } from "./video-context.ts";
import styles from "./watch-page.module.css";

export type BarProps = { title: string; children?: ReactNode };
type Props = { id: VideoKey; Bar: ComponentType<BarProps> };

/** A video with its subtitles, timeline and cards. */
export function WatchPage({ id, Bar }: Props) {
  const file = openedFiles.get(id);
  const { video, update } = useRemembered(id, file?.name ?? "");
  const [player, setPlayer] = useState<Player | null>(null);
  if (!file) return <StartPage />;
  return (
    <VideoContext value={{ video, player, file, update }}>
      <Bar title={video.title} />
      <div className={styles.page}>
        <div className={styles.player}>
          <FileView key={id} file={file} title={video.title} onPlayer={setPlayer} />
        </div>
        <div className={styles.card} />
      </div>
    </VideoContext>
  );
}
