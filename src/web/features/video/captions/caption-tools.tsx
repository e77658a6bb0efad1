import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./caption-panel.module.css";

type Props = {
  hidesLines: boolean;
  setHidesLines: (isOn: boolean) => void;
  stopsAtEnds: boolean;
  setStopsAtEnds: (isOn: boolean) => void;
  /** The lines are hidden now. */
  isHidden: boolean;
  alignAt: number | null;
  onAlign: (at: number | null) => void;
};

/** Two switches, and the times of the subtitles. */
export function CaptionTools(props: Props) {
  const { hidesLines, setHidesLines, stopsAtEnds, setStopsAtEnds, isHidden, alignAt, onAlign } = props;
  const t = useVideoStrings().captions;
  const { clock } = useFormat();
  const { video, player, update } = useVideo();
  const { offset } = video;
  const move = (by: number) => update({ offset: Math.round((offset + by) * 100) / 100 });
  const shown = `${offset > 0 ? "+" : offset < 0 ? "−" : ""}${Math.abs(offset).toFixed(1)}`;
  return (
    <>
      <div className={styles.tools}>
        <label>
          <input type="checkbox" checked={hidesLines} onChange={() => setHidesLines(!hidesLines)} /> {t.hide}
        </label>
        <label>
          <input type="checkbox" checked={stopsAtEnds} onChange={() => setStopsAtEnds(!stopsAtEnds)} /> {t.stopAtEnds}
        </label>
        <fieldset className={styles.offset}>
          <legend className="visually-hidden">{t.offset}</legend>
          <Button kind="icon" aria-label={t.earlier} onClick={() => move(-0.1)}>
            −
          </Button>
          <output>{t.seconds(shown)}</output>
          <Button kind="icon" aria-label={t.later} onClick={() => move(0.1)}>
            +
          </Button>
          <Button kind="quiet" disabled={!player} onClick={() => onAlign(player?.time() ?? null)}>
            {t.align}
          </Button>
          {offset !== 0 && (
            <Button kind="quiet" onClick={() => update({ offset: 0 })}>
              {t.resetOffset}
            </Button>
          )}
        </fieldset>
      </div>
      {alignAt !== null && (
        <Note>
          <output>{t.alignHint(clock(alignAt))}</output>
          <Button kind="link" onClick={() => onAlign(null)}>
            {t.cancel}
          </Button>
        </Note>
      )}
      {isHidden && <output>{t.hiddenNow}</output>}
    </>
  );
}
