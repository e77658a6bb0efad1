import { toApiError } from "#web/api/client.ts";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { NoFrame } from "#web/features/video/frames/no-frame.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import { type Job, NoLine } from "./job.ts";
import { useMoments } from "./moments-context.tsx";
import styles from "./moment-view.module.css";

/** A job that has no answer yet: what it is doing, or why it could not go on. */
export function JobState({ job: { at, taken, trouble }, onAgain }: { job: Job; onAgain: () => void }) {
  const t = useVideoStrings().moments;
  const { clock } = useFormat();
  const { start } = useMoments();
  if (!trouble)
    return (
      <p aria-live="polite" className={styles.state}>
        <Spinner size={16} />
        {taken ? t.sending : t.taking(clock(at))}
      </p>
    );
  if (trouble.step === "sending") return <FailureNote error={toApiError(trouble.error)} onRetry={onAgain} />;
  if (trouble.error instanceof NoLine)
    return (
      <Note aria-live="polite">
        <p>{t.noLine(clock(at))}</p>
        <Button onClick={() => start({ kind: "frame" })}>{t.translateFrame}</Button>
      </Note>
    );
  return (
    <NoFrame
      error={trouble.error}
      onRetry={() => start({ kind: "frame" })}
      onStill={(still) => start({ kind: "still", still })}
    />
  );
}
