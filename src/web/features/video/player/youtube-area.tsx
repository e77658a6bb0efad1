import { useCallback, useState } from "react";
import { useSettings } from "#web/api/settings.ts";
import { SavedFrame } from "#web/features/video/moments/saved-frame.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import { EmbedView } from "./embed-view.tsx";
import { isUnavailable } from "./is-unavailable.ts";
import styles from "./player.module.css";
import type { Player } from "./player.ts";
import { usePlayerValue } from "./use-player-value.ts";
import { YouTubeConsent } from "./youtube-consent.tsx";
import { YouTubeTrouble } from "./youtube-trouble.tsx";

type Props = { start: number; onPlayer: (player: Player | null) => void };

/** YouTube's player, once the learner has agreed. It waits for nothing else. What was saved stays readable without it. */
export function YouTubeArea({ start, onPlayer }: Props) {
  const t = useVideoStrings().youtube;
  const { video, player, update } = useVideo();
  const { youtube } = useSettings();
  const [tries, setTries] = useState(0);
  const [isCancelled, setIsCancelled] = useState(false);
  const onTitle = useCallback((title: string) => update({ title }), [update]);
  const isLoading = usePlayerValue(player, (now) => now.state().name === "loading", true);
  const isAway = usePlayerValue(player, isUnavailable, false);
  const load = () => {
    setIsCancelled(false);
    setTries(tries + 1);
  };
  if (youtube === "ask" || youtube === "off")
    return (
      <>
        <SavedFrame />
        <YouTubeConsent />
      </>
    );
  if (isCancelled)
    return (
      <>
        <SavedFrame />
        <Note>
          <p>{t.cancelled}</p>
          <Button onClick={load}>{t.load}</Button>
        </Note>
      </>
    );
  const id = video.key.slice("yt-".length);
  return (
    <>
      {isAway && <SavedFrame />}
      <EmbedView key={tries} isHidden={isAway} {...{ id, start, title: video.title, onPlayer, onTitle }}>
        {isLoading && (
          <div className={styles.loading}>
            <output>
              <Spinner size={18} /> {t.loading}
            </output>
            <Button onClick={() => setIsCancelled(true)}>{t.cancel}</Button>
          </div>
        )}
      </EmbedView>
      <YouTubeTrouble onAgain={load} />
    </>
  );
}
