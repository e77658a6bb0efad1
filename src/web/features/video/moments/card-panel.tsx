import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { isUnavailable } from "#web/features/video/player/is-unavailable.ts";
import { usePlayerValue } from "#web/features/video/player/use-player-value.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { Button } from "#web/ui/button.tsx";
import { ChevronUpIcon, ChevronIcon } from "#web/ui/icons.tsx";
import { Note } from "#web/ui/note.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import styles from "./card-panel.module.css";
import { useMoments } from "./moments-context.tsx";
import { MomentList } from "./moment-list.tsx";
import { MomentView } from "./moment-view.tsx";
import { useHeld } from "./use-held.ts";

/** The card of the moment that is shown, and the list of all moments. */
export function CardPanel() {
  const t = useVideoStrings().moments;
  const { player } = useVideo();
  const { view, moments, isLost, setIsHeld } = useMoments();
  const isAway = usePlayerValue(player, isUnavailable, true);
  const held = useHeld(setIsHeld);
  const isEmpty = view.job === null && view.moment === null;
  return (
    <section className={styles.panel} aria-label={t.title}>
      {moments.length > 0 && <Head />}
      {isLost && <Note>{t.noSuch}</Note>}
      {isAway && moments.length > 0 && <p className={styles.hint}>{t.unavailable}</p>}
      <div {...held}>{isEmpty ? !isAway && <p className={styles.hint}>{t.empty}</p> : <MomentView />}</div>
      <MomentList />
    </section>
  );
}

/** The steps to the neighbours, and whether the panel follows the video. */
function Head() {
  const t = useVideoStrings().moments;
  const { clock } = useFormat();
  const { neighbour, open, active, view, isFollowing, setIsFollowing, show } = useMoments();
  const step = (by: 1 | -1) => () => {
    const moment = neighbour(by);
    if (moment) open(moment);
  };
  useShortcut("previousMoment", step(-1));
  useShortcut("nextMoment", step(1));
  const isElsewhere = active !== null && active.id !== (view.moment?.id ?? view.job?.momentId);
  return (
    <header className={styles.head}>
      <Button kind="icon" aria-label={t.previous} title={t.previous} onClick={step(-1)}>
        <ChevronUpIcon size={17} />
      </Button>
      <Button kind="icon" aria-label={t.next} title={t.next} onClick={step(1)}>
        <ChevronIcon size={17} />
      </Button>
      {isElsewhere && (
        <Button kind="link" onClick={() => show(active)}>
          {t.toCurrent(clock(active.start))}
        </Button>
      )}
      <label className={styles.follow}>
        <input type="checkbox" checked={isFollowing} onChange={({ target }) => setIsFollowing(target.checked)} />
        {t.follow}
      </label>
    </header>
  );
}
