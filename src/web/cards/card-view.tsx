import { memo } from "react";
import type { Usage } from "#shared/answer.ts";
import type { Responder } from "#shared/responder.ts";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import { coverage } from "#shared/breakdown/coverage.ts";
import { useSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { CheckIcon } from "#web/ui/icons.tsx";
import styles from "./card-view.module.css";
import { cardToText } from "./card-to-text.ts";
import { ResponderLine } from "./responder-line.tsx";
import { PendingBar } from "./pending-bar.tsx";
import { Sentence } from "./sentence.tsx";
import { TaggedText } from "./tagged-text.tsx";
import { useExplanationTag } from "./use-explanation-tag.ts";
import { WordTable } from "./word-row.tsx";

type Props = {
  block: CardBlock;
  /** The answer that it belongs to is still running. */
  isRunning: boolean;
  /** The responder and what the answer took; null if the message already shows them. */
  responder?: Responder | null;
  usage?: Usage | null;
  onAskAgain?: () => void;
};

/** A sentence taken apart. The analyser's words appear at once; the model's words replace them one by one. */
export const CardView = memo(function CardView(props: Props) {
  const { block, isRunning, responder = null, usage = null, onAskAgain } = props;
  const { card, state } = block;
  const t = useTranslate();
  const { readings } = useSettings();
  const explanation = useExplanationTag();
  const { text, translation, words, notes, leftover, language } = card;
  const isGrowing = isRunning && state !== "closed";

  return (
    <article className={styles.card} aria-label={t.card.label(text)} data-state={state}>
      <Sentence text={text} words={words} language={language} readings={readings} />
      {(translation || isGrowing) && (
        <p className={styles.translation} lang={explanation}>
          {translation || <PendingBar label={t.card.noTranslationYet} />}
        </p>
      )}
      {words.length > 0 && (
        <WordTable
          words={words}
          language={language}
          explanation={explanation}
          isPending={isGrowing}
          onAskAgain={isRunning ? undefined : onAskAgain}
        />
      )}
      {notes && (
        <div className={styles.notes} lang={explanation}>
          <TaggedText text={notes} language={language} />
        </div>
      )}
      {leftover && (
        <div className={styles.leftover}>
          <span>{t.card.leftover}</span>
          <TaggedText text={leftover} language={language} />
        </div>
      )}
      {!isGrowing && (
        <footer className={styles.foot}>
          {state !== "provisional" && <Coverage card={card} />}
          {/* no responder made a card that has only the analyser's words */}
          <ResponderLine responder={state === "provisional" ? null : responder} usage={usage}>
            <CopyButton text={cardToText(card, t.card)} label={t.card.copy} done={t.chat.copied} />
          </ResponderLine>
        </footer>
      )}
    </article>
  );
});

function Coverage({ card }: Pick<CardBlock, "card">) {
  const t = useTranslate().card;
  const { complete, pending, open, inDoubt } = coverage(card);
  return (
    <>
      {complete && pending + open + inDoubt === 0 && (
        <span className={styles.covered}>
          <CheckIcon size={15} />
          {t.covered}
        </span>
      )}
      {pending > 0 && <span>{t.uncovered(pending)}</span>}
      {open > 0 && <span>{t.openReadings(open)}</span>}
      {inDoubt > 0 && <span>{t.inDoubt(inDoubt)}</span>}
    </>
  );
}
