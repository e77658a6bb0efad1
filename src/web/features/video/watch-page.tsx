import { type ComponentType, type ReactNode, useCallback, useEffect, useEffectEvent, useState } from "react";
import { useSearch } from "wouter";
import type { Video, VideoKey, VideoUpdate } from "#shared/video/video.ts";
import { useSettings } from "#web/api/settings.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Note } from "#web/ui/note.tsx";
import { useDroppedFiles } from "#web/ui/use-dropped-files.ts";
import { CaptionPanel } from "./captions/caption-panel.tsx";
import { FrameAhead } from "./frames/frame-ahead.tsx";
import { LinesProvider, useLines } from "./captions/lines-context.tsx";
import { RegionTools } from "./frames/region-tools.tsx";
import { CardPanel } from "./moments/card-panel.tsx";
import { MomentsProvider, useMoments } from "./moments/moments-context.tsx";
import { Timeline } from "./moments/timeline.tsx";
import { TranslateBar } from "./moments/translate-bar.tsx";
import { openedFiles } from "./opened-files.ts";
import { EmbedView } from "./player/embed-view.tsx";
import { FileView } from "./player/file-view.tsx";
import { PlayerTrouble } from "./player/player-trouble.tsx";
import type { Player } from "./player/player.ts";
import { StartPage } from "./start-page.tsx";
import { useKeepPosition } from "./use-keep-position.ts";
import { useRemembered } from "./use-remembered.ts";
import { sortFiles } from "./sort-files.ts";
import { useVideo, VideoContext } from "./video-context.ts";
import styles from "./watch-page.module.css";
import { YouTubeConsent } from "./youtube-consent.tsx";

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
  const file = openedFiles.get(video.key);
  const [player, setPlayer] = useState<Player | null>(null);
  const [tries, setTries] = useState(0);
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
              <Picture key={tries} video={video} file={file} start={start} update={update} onPlayer={setPlayer} />
              <PlayerTrouble video={video.key} file={file} player={player} onAgain={() => setTries(tries + 1)} />
              <Timeline />
              <TranslateBar />
              <RegionTools />
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
  const { video } = useVideo();
  const { addFiles } = useLines();
  const add = useEffectEvent(addFiles);
  useEffect(() => void add(openedFiles.takeSubtitles(video.key)), [video.key]);
  useDroppedFiles((files) => {
    const { videos, subtitles } = sortFiles(files);
    if (videos.length === 0) void addFiles(subtitles);
  });
  return <CaptionPanel onTranslate={({ cue, before, after }) => start({ kind: "cue", cue, before, after })} />;
}

type PictureProps = Pick<WatchProps, "video" | "update"> & {
  file: File | null;
  start: number;
  onPlayer: (player: Player | null) => void;
};

function Picture({ video, file, start, update, onPlayer }: PictureProps) {
  const { youtube } = useSettings();
  const t = useVideoStrings();
  const onTitle = useCallback((title: string) => update({ title }), [update]);
  if (video.kind === "youtube") {
    if (youtube === "ask" || youtube === "off") return <YouTubeConsent />;
    const id = video.key.slice("yt-".length);
    return <EmbedView id={id} title={video.title} start={start} onPlayer={onPlayer} onTitle={onTitle} />;
  }
  if (file) return <FileView file={file} title={video.title} onPlayer={onPlayer} />;
  return (
    <>
      <Note>{t.noFile}</Note>
      <StartPage />
    </>
  );
}
