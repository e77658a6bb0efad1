import type { StoredVideo } from "#shared/video/storage.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { VideoRow } from "#web/videos/video-row.tsx";

/** One video, and what it takes on the disk. */
export function StoredVideoRow({ video }: { video: StoredVideo }) {
  const t = useSettingsStrings().video.storage;
  const format = useFormat();
  return <VideoRow video={video} words={t} about={[t.moments(video.moments), format.bytes(video.bytes)]} />;
}
