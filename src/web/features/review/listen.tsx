import { useEffect } from "react";
import type { ReviewCard } from "#shared/review/review.ts";
import { useSettings } from "#web/api/settings.ts";
import { HearButton } from "#web/hear/hear-button.tsx";
import { player } from "#web/hear/hear.ts";
import styles from "./card.module.css";

/** The sound that was kept with the sentence, or else a voice. `startsAlone`: it is heard without a press. */
export function Listen({
  card: { id, word, context },
  startsAlone = false,
}: {
  card: ReviewCard;
  startsAlone?: boolean;
}) {
  const { speech } = useSettings();
  const text = context?.sentence ?? word.lemma;
  const hasSound = context?.hasSound === true;
  useEffect(() => {
    if (!startsAlone || hasSound) return;
    // under another name than the button's: without a voice, only a press says so
    player.play({ key: `review ${id}`, sentences: () => [{ text, words: [], language: word.language }], from: speech });
    return player.stop;
  }, [startsAlone, hasSound, id, text, word.language, speech]);
  if (hasSound)
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- the caption is the answer
      <audio
        className={styles.sound}
        controls
        autoPlay={startsAlone}
        src={`/api/words/${word.id}/contexts/${context.id}/sound`}
      />
    );
  return (
    <span className={styles.listen}>
      <HearButton text={text} language={word.language} hasSlower />
    </span>
  );
}
