import { useQuery } from "@tanstack/react-query";
import type { VideoStorage } from "#shared/video/storage.ts";
import { videoStorageQuery } from "#web/api/videos.ts";
import { Panel, PanelMore, PanelText } from "#web/features/settings/panel.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { Note } from "#web/ui/note.tsx";
import { VideoRows } from "#web/videos/video-row.tsx";
import { FrameLimit } from "./frame-limit.tsx";
import styles from "./storage-panel.module.css";
import { StoredVideoRow } from "./stored-video-row.tsx";

/** How many videos are visible at first. */
const shownFirst = 10;

/** What videos take on the disk, what will be deleted, and a way to delete more. */
export function StoragePanel() {
  const { tryAgain, video } = useSettingsStrings();
  const t = video.storage;
  const { data, isError, refetch } = useQuery({ ...videoStorageQuery, refetchOnMount: "always" });
  if (isError)
    return (
      <Panel title={t.title}>
        <PanelText>
          {t.failed} <Button onClick={() => void refetch()}>{tryAgain}</Button>
        </PanelText>
      </Panel>
    );
  const videos = data?.videos.filter(({ bytes, moments }) => bytes > 0 || moments > 0) ?? [];
  const rest = videos.slice(shownFirst);
  const rows = (part: typeof videos) => (
    <div className={styles.videos}>
      <VideoRows>
        {part.map((each) => (
          <StoredVideoRow key={each.key} video={each} />
        ))}
      </VideoRows>
    </div>
  );
  return (
    <Panel title={t.title}>
      {data && <Sums storage={data} />}
      <FrameLimit />
      {rows(videos.slice(0, shownFirst))}
      {rest.length > 0 && <PanelMore label={t.more(rest.length)}>{rows(rest)}</PanelMore>}
    </Panel>
  );
}

function Sums({ storage: { frames, sounds, subtitles, deleted } }: { storage: VideoStorage }) {
  const t = useSettingsStrings().video.storage;
  const { bytes } = useFormat();
  const all = frames.bytes + sounds + subtitles;
  const parts = [
    frames.bytes > 0 && t.frames(bytes(frames.bytes)),
    sounds > 0 && t.sounds(bytes(sounds)),
    subtitles > 0 && t.subtitles(bytes(subtitles)),
  ].filter((part) => part !== false);
  const isOver = frames.bytes > frames.budget;
  return (
    <PanelText>
      <p>{all === 0 ? t.nothing : t.all(bytes(all))}</p>
      {parts.length > 0 && <Hint>{parts.join(" · ")}</Hint>}
      {deleted > 0 && <p>{t.goesSoon(bytes(deleted))}</p>}
      {frames.unneeded > 0 && <p>{(isOver ? t.goesNow : t.goesLater)(bytes(frames.unneeded))}</p>}
      {frames.bytes - frames.unneeded > frames.budget && <Note kind="warning">{t.full}</Note>}
    </PanelText>
  );
}
