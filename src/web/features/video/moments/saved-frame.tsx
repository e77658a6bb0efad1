import { isWrittenIn } from "#shared/languages/index.ts";
import { frameUrl } from "#web/api/moments.ts";
import { KeptPicture } from "#web/cards/kept-picture.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import { useMoments } from "./moments-context.tsx";
import styles from "./saved-frame.module.css";

/** In the place of a video that cannot be shown: the frame or the line of the moment whose card is shown. Nothing without moments. */
export function SavedFrame() {
  const { language } = useVideo().video;
  const { moment } = useMoments().view;
  if (!moment) return null;
  const { frame, text } = moment;
  return (
    <figure className={styles.saved}>
      {/* the panel beside it names the picture */}
      {frame && <KeptPicture src={frameUrl(frame.id)} />}
      {!frame && text !== null && <p lang={isWrittenIn(text, language) ? language : undefined}>{text}</p>}
    </figure>
  );
}
