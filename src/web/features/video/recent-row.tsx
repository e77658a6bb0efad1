import type { Video } from "#shared/video/video.ts";
import { frameUrl } from "#web/api/moments.ts";
import { KeptPicture } from "#web/cards/kept-picture.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { VideoIcon } from "#web/ui/icons.tsx";
import { VideoRow } from "#web/videos/video-row.tsx";
import { cssNumbers } from "./css-numbers.ts";
import styles from "./recent-videos.module.css";

type Props = { video: Video; onGone: () => void };

/** One video: its picture, how far the learner got, and what was translated in it. */
export function RecentRow({ video, onGone }: Props) {
  const t = useVideoStrings().recent;
  const { clock } = useFormat();
  const { poster, position, duration, moments, language } = video;
  const about = [
    duration === null ? clock(position) : `${clock(position)} / ${clock(duration)}`,
    ...(moments > 0 ? [t.moments(moments)] : []),
  ];
  const icon = <VideoIcon size={22} />;
  const picture = (
    <span className={styles.poster}>
      {poster === null ? icon : <KeptPicture src={frameUrl(poster)} loading="lazy" instead={icon} />}
      {duration !== null && duration > 0 && (
        <span className={styles.watched} style={cssNumbers({ at: Math.min(1, position / duration) })} />
      )}
    </span>
  );
  return <VideoRow {...{ video, words: t, about, language, onGone }} poster={picture} />;
}
