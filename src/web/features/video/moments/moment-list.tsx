import { useState } from "react";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { Moment } from "#shared/video/moment.ts";
import { frameUrl } from "#web/api/moments.ts";
import { KeptPicture } from "#web/cards/kept-picture.tsx";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { Button } from "#web/ui/button.tsx";
import { BinIcon, PictureIcon } from "#web/ui/icons.tsx";
import styles from "./moment-list.module.css";
import { useMoments } from "./moments-context.tsx";
import { useHasTimeline } from "./use-has-timeline.ts";
import { useRemove } from "./use-remove.ts";

/** All moments in order: for screen readers, for phones, and where there is no timeline. */
export function MomentList() {
  const t = useVideoStrings().moments;
  const { moments } = useMoments();
  const hasTimeline = useHasTimeline();
  const [isOpened, setIsOpened] = useState<boolean | null>(null);
  if (moments.length === 0) return null;
  return (
    <details
      className={styles.all}
      open={isOpened ?? !hasTimeline}
      onToggle={({ currentTarget }) => setIsOpened(currentTarget.open)}
    >
      <summary>{t.all(moments.length)}</summary>
      <ol className={styles.list}>
        {moments.map((moment) => (
          <Row key={moment.id} moment={moment} />
        ))}
      </ol>
    </details>
  );
}

function Row({ moment }: { moment: Moment }) {
  const t = useVideoStrings().moments;
  const { clock } = useFormat();
  const { video } = useVideo();
  const { open, view } = useMoments();
  const remove = useRemove();
  const { text, frame, at } = moment;
  const label = t.remove(clock(at));
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.moment}
        aria-current={view.moment?.id === moment.id || undefined}
        onClick={() => open(moment)}
      >
        <span className={styles.time}>{clock(at)}</span>
        {frame && <KeptPicture src={frameUrl(frame.id)} loading="lazy" instead={<PictureIcon size={18} />} />}
        <span lang={text !== null && isWrittenIn(text, video.language) ? video.language : undefined}>
          {text ?? t.frame(clock(at))}
        </span>
      </button>
      <Button kind="icon" aria-label={label} title={label} onClick={() => remove(moment)}>
        <BinIcon size={16} />
      </Button>
    </li>
  );
}
