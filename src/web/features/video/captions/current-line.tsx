import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Cue } from "#shared/video/cues.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { type Place, PlaceContext } from "#web/text/place-context.ts";
import styles from "./caption-panel.module.css";
import { textBeside } from "./line-at.ts";

type Props = {
  line: Cue | null;
  second: readonly Cue[];
  language: LearningLanguage;
  placeOf: (line: Cue) => Place;
};

/** The line that is spoken now, below the picture. It keeps its place while nobody speaks. */
export const CurrentLine = ({ line, second, language, placeOf }: Props) => (
  <div className={styles.current}>
    {line && (
      <p className={styles.text}>
        <PlaceContext value={placeOf(line)}>
          <LivingText key={line.text} text={line.text} language={language} />
        </PlaceContext>
      </p>
    )}
    {line && second.length > 0 && <p className={styles.second}>{textBeside(second, line)}</p>}
  </div>
);
