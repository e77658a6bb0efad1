import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useLines } from "#web/features/video/captions/lines-context.tsx";
import { usePastedStill } from "#web/features/video/frames/pasted-still.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { useMoments } from "./moments-context.tsx";
import { useRememberedChoice } from "#web/features/video/use-remembered-choice.ts";
import styles from "./translate-bar.module.css";
import { usePlayerValue } from "#web/features/video/player/use-player-value.ts";
import { useEscape } from "./use-escape.ts";

/** The time of the video, and the button that translates the line or the frame of this moment. */
export function TranslateBar() {
  const t = useVideoStrings().moments;
  const { clock } = useFormat();
  const { player } = useVideo();
  const { lineAt } = useLines();
  const { job, start, cancel } = useMoments();
  const [choice, choose] = useRememberedChoice("translate", ["auto", "line", "frame"]);
  const hasLine = usePlayerValue(player, (now) => lineAt(now.time()) !== null, false);
  const time = usePlayerValue(player, (now) => Math.floor(now.time()), 0);
  const duration = usePlayerValue(player, (now) => now.duration(), null);
  const isLine = choice === "line" || (choice === "auto" && hasLine);
  const isRunning = job !== null && !job.isDone;

  const translate = () => start({ kind: choice });
  useShortcut("translate", translate, player !== null);
  useEscape(cancel, isRunning);
  const errorText = useErrorText();
  usePastedStill(player, {
    onStill: (still) => start({ kind: "still", still }),
    onTrouble: () => showToast({ text: errorText({ code: "invalid_image", message: "" }) }),
  });

  return (
    <div className={styles.bar}>
      {player && (
        <span className={styles.time}>
          {clock(time)}
          {duration !== null && ` / ${clock(duration)}`}
        </span>
      )}
      {isRunning && (
        <Button kind="link" onClick={cancel}>
          {t.cancel}
        </Button>
      )}
      <ChipSelect
        label={t.what}
        value={choice}
        options={[
          { value: "auto", label: t.auto },
          { value: "line", label: t.onlyLines },
          { value: "frame", label: t.onlyFrames },
        ]}
        onChoose={choose}
      />
      <Button kind="primary" className={styles.translate} disabled={!player} onClick={translate}>
        {isLine ? t.translateLine : t.translateFrame} <kbd aria-hidden="true">T</kbd>
      </Button>
    </div>
  );
}
