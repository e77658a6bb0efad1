import { useMemo } from "react";
import { KeptPicture } from "#web/cards/kept-picture.tsx";
import { frameUrl } from "#web/api/moments.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { PlaceContext } from "#web/text/place-context.ts";
import { useLines } from "#web/features/video/captions/lines-context.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import { MomentAnswer } from "./answer.tsx";
import { JobState } from "./job-state.tsx";
import { MomentActions } from "./moment-actions.tsx";
import styles from "./moment-view.module.css";
import { useMoments } from "./moments-context.tsx";
import { NoText } from "./no-text.tsx";
import { toTaken } from "./to-taken.ts";

/** What the panel shows: the job of the last press, or a saved moment. */
export function MomentView() {
  const t = useVideoStrings().moments;
  const { clock } = useFormat();
  const { video } = useVideo();
  const { lineAt } = useLines();
  const { view, repeat, finish } = useMoments();
  const { job, moment } = view;
  const place = moment ?? job?.taken ?? null;
  const at = place?.at ?? job?.at ?? 0;
  // of a line, the player beside it shows the picture; where it cannot play, it shows the frame that was kept
  const picture = place?.source === "cue" ? null : (job?.picture ?? (moment?.frame && frameUrl(moment.frame.id)));
  const generationId = moment?.generation ?? job?.generationId ?? null;
  const momentId = moment?.id ?? job?.momentId ?? null;
  const textPlace = useMemo(() => (momentId === null ? null : { kind: "moment" as const, ref: momentId }), [momentId]);
  const again = () => {
    if (moment) repeat(toTaken(moment, lineAt(moment.at)));
    else if (job?.taken) repeat(job.taken);
  };
  return (
    <article className={styles.moment} aria-label={t.moment(clock(at))}>
      {picture && (
        <figure className={styles.picture}>
          <KeptPicture src={picture} alt={t.frame(clock(at))} />
        </figure>
      )}
      <div className={styles.place}>
        <b>{clock(at)}</b>
        {place && <span>{place.source === "cue" ? t.fromSubtitles : t.fromFrame}</span>}
        {moment && <MomentActions moment={moment} onAgain={again} />}
      </div>
      {job && generationId === null && <JobState job={job} onAgain={again} />}
      {generationId !== null && (
        <PlaceContext value={textPlace}>
          <MomentAnswer
            key={generationId}
            generationId={generationId}
            language={video.language}
            line={place?.source === "cue" ? place.text : null}
            onPick={(text) => moment && repeat({ ...toTaken(moment, null), text, momentId: moment.id })}
            noText={job?.taken && picture && <NoText taken={job.taken} picture={picture} />}
            onRetry={again}
            onEnd={({ error }) => job && finish(job.id, error?.code !== "no_text")}
          />
        </PlaceContext>
      )}
    </article>
  );
}
