import { Link } from "wouter";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { Video } from "#shared/video/video.ts";
import { frameUrl } from "#web/api/moments.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { BinIcon, VideoIcon } from "#web/ui/icons.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { cssNumbers } from "./css-numbers.ts";
import styles from "./recent-videos.module.css";
import { useRemoveVideo } from "./use-remove-video.ts";

type Props = { video: Video; onGone: () => void };

/** One video: its picture, how far the learner got, what was translated in it, and a button that deletes it. */
export function RecentRow({ video, onGone }: Props) {
  const t = useVideoStrings().recent;
  const { shell } = useTranslate();
  const { clock } = useFormat();
  const remove = useRemoveVideo();
  const { key, kind, title, poster, position, duration, moments, language } = video;
  const name = title || (kind === "youtube" ? t.untitled(key.slice("yt-".length)) : t.file);
  const about = [
    kind === "youtube" ? "YouTube" : t.file,
    duration === null ? clock(position) : `${clock(position)} / ${clock(duration)}`,
    ...(moments > 0 ? [t.moments(moments)] : []),
  ];
  const onDelete = () => {
    remove(key, name).then(undefined, () => showToast({ text: shell.failed }));
    onGone();
  };
  return (
    <li>
      <Link href={`/video/${key}`} className={styles.video}>
        <span className={styles.poster}>
          {poster === null ? <VideoIcon size={22} /> : <img src={frameUrl(poster)} alt="" loading="lazy" />}
          {duration !== null && duration > 0 && (
            <span className={styles.watched} style={cssNumbers({ at: Math.min(1, position / duration) })} />
          )}
        </span>
        <span className={styles.about}>
          <b lang={isWrittenIn(name.replace(/\.\w+$/, ""), language) ? language : undefined}>{name}</b>
          <small>{about.join(" · ")}</small>
        </span>
      </Link>
      <Button kind="icon" aria-label={t.remove(name)} title={t.remove(name)} onClick={onDelete}>
        <BinIcon size={17} />
      </Button>
    </li>
  );
}
