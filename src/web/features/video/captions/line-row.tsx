import { memo } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Cue } from "#shared/video/cues.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { type Place, PlaceContext } from "#web/text/place-context.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./caption-panel.module.css";
import { textBeside } from "./line-at.ts";

type OnLine = (index: number) => void;
export type RowActions = { onTime: OnLine; onTranslate: OnLine; onCard: OnLine };
type Props = {
  line: Cue;
  index: number;
  isCurrent: boolean;
  isStop: boolean;
  isNear: boolean;
  hasCard: boolean;
  second: readonly Cue[];
  language: LearningLanguage;
  /** The learner is choosing the line that begins at a moment. */
  aligns: boolean;
  translates: boolean;
  actions: RowActions;
  placeOf: (line: Cue) => Place;
};

export const LineRow = memo(function LineRow(props: Props) {
  const { line, index, isCurrent, isStop, isNear, hasCard, second, language, aligns, translates, actions, placeOf } =
    props;
  const t = useVideoStrings().captions;
  const { clock } = useFormat();
  const time = clock(line.start);
  const tabIndex = isStop ? 0 : -1;
  return (
    <li className={styles.row} data-line={index} aria-current={isCurrent || undefined}>
      <button
        type="button"
        className={styles.time}
        tabIndex={tabIndex}
        aria-label={aligns ? t.beginsNow(time) : t.goTo(time)}
        onClick={() => actions.onTime(index)}
      >
        {time}
      </button>
      <span className={styles.text}>
        {isNear ? (
          <PlaceContext value={placeOf(line)}>
            <LivingText text={line.text} language={language} />
          </PlaceContext>
        ) : (
          <span lang={language}>{line.text}</span>
        )}
        {isNear && second.length > 0 && <small className={styles.second}>{textBeside(second, line)}</small>}
      </span>
      {hasCard && (
        <Button
          kind="chip"
          className={styles.translate}
          tabIndex={tabIndex}
          aria-label={t.cardAt(time)}
          onClick={() => actions.onCard(index)}
        >
          {t.card}
        </Button>
      )}
      {translates && !hasCard && (
        <Button
          kind="quiet"
          className={styles.translate}
          tabIndex={tabIndex}
          onClick={() => actions.onTranslate(index)}
        >
          {t.translate}
        </Button>
      )}
    </li>
  );
});
