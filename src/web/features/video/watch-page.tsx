import { type ComponentType, type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useSearch } from "wouter";
import type { Video, VideoKey, VideoUpdate } from "#shared/video/video.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useDroppedFiles } from "#web/ui/use-dropped-files.ts";
import { CaptionPanel } from "./captions/caption-panel.tsx";
import { FrameAhead } from "./frames/frame-ahead.tsx";
import { LinesProvider, useLines } from "./captions/lines-context.tsx";
import { RegionTools } from "./frames/region-tools.tsx";
import { CardPanel } from "./moments/card-panel.tsx";
import { MomentsProvider, useMoments } from "./moments/moments-context.tsx";
import { Timeline } from "./moments/timeline.tsx";
import { TranslateBar } from "./moments/translate-bar.tsx";
import { openedFiles, useOpenedFile } from "./opened-files.ts";
import { FileArea } from "./player/file-area.tsx";
import type { Player } from "./player/player.ts";
import { PlayerControls } from "./player/player-controls.tsx";
import { YouTubeArea } from "./player/youtube-area.tsx";
import { StartPage } from "./start-page.tsx";
import { useKeepPosition } from "./use-keep-position.ts";
import { useRemembered } from "./use-remembered.ts";
import { sortFiles } from "./sort-files.ts";
import { useVideo, VideoContext } from "./video-context.ts";
import styles from "./watch-page.module.css";

export type BarProps = { title: string; children?: ReactNode };
type Props = { id: VideoKey; Bar: ComponentType<BarProps> };

/** A video with its subtitles, timeline and cards. */
export function WatchPage({ id, Bar }: Props) {
  const { title } = useVideoStrings();
  const { video, update } = useRemembered(id);
  if (video) return <Watch video={video} update={update} Bar={Bar} />;
  return (
    <>
      <Bar title={title} />
      {video === null && <StartPage />}
    </>
  );
}

type WatchProps = { video: Video; update: (change: VideoUpdate) => void; Bar: ComponentType<BarProps> };

function Watch({ video, update, Bar }: WatchProps) {
  const t = useVideoStrings();
  const file = useOpenedFile(video.key);
  const [player, setPlayer] = useState<Player | null>(null);
  // a link may name a second
  const start = Number(new URLSearchParams(useSearch()).get("t")) || video.position;
  useKeepPosition({ ...video, position: start }, player, update);
  return (
    <VideoContext value={{ video, player, file, update }}>
      <LinesProvider>
        <Bar title={video.title || t.title} />
        <MomentsProvider>
          <FrameAhead />
          <div className={styles.page}>
            <div className={styles.player}>
              {video.kind === "youtube" ? (
                <YouTubeArea start={start} onPlayer={setPlayer} />
              ) : (
                <FileArea onPlayer={setPlayer} />
              )}
              <Timeline />
              <div className={styles.bars}>
                <PlayerControls />
                <RegionTools />
                <TranslateBar />
              </div>
            </div>
            <Lines />
            <div className={styles.card}>
              <CardPanel />
            </div>
          </div>
        </MomentsProvider>
      </LinesProvider>
    </VideoContext>
  );
}

/** The subtitles; each line can be translated. Adds those that were opened with the video, or are dropped on the page without one. */
function Lines() {
  const { start } = useMoments();
  const { video, file } = useVideo();
  const { addFiles } = useLines();
  const add = useEffectEvent(addFiles);
  useEffect(() => void add(openedFiles.takeSubtitles(video.key)), [video.key, file]);
  useDroppedFiles((files) => {
    const { videos, subtitles } = sortFiles(files);
    if (videos.length === 0) void addFiles(subtitles);
  });
  return <CaptionPanel onTranslate={({ cue, before, after }) => start({ kind: "cue", cue, before, after })} />;
}
