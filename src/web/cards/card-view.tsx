import { memo, type ReactNode } from "react";
import type { AnswerCard, Usage } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import { hasExplanation } from "#shared/missing.ts";
import type { Responder } from "#shared/responder.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { HearButton } from "#web/hear/hear-button.tsx";
import { cardToText } from "#web/text/copy/card-to-text.ts";
import { GrowingContext } from "#web/text/growing.ts";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { CardState } from "./card-state.tsx";
import styles from "./card-view.module.css";
import { CopyMenu } from "./copy-menu.tsx";
import { LazySaveText } from "./save/lazy-save-text.ts";
import { NoteText } from "./note-text.tsx";
import { PendingBar } from "./pending-bar.tsx";
import { ResponderLine } from "./responder-line.tsx";
import { Sentence } from "./sentence.tsx";
import { useExplanationTag } from "./use-explanation-tag.ts";
import { arrives, useStill } from "./use-still.ts";
import { WordTable } from "./word-table.tsx";

type Props = {
  answerCard: AnswerCard;
  /** A generation that can still add to the card is running: its own, or one that completes it. */
  isRunning: boolean;
  /** What the generation is doing, if nothing else on the page says so. */
  progress?: ReactNode;
  /** The responder, and what the answer took; null if the message already shows them. */
  responder?: Responder | null;
  usage?: Usage | null;
  /** The generation whose raw answer Details shows. */
  generationId?: string | undefined;
  /** Asks the model for what is missing. The same function for all cards of an answer lets an unchanged card skip its rendering. */
  onFillIn?: ((cardId: string) => void) | undefined;
  /** Asks the model about one word. */
  onAskAbout?: ((word: Word, cardId: string) => void) | undefined;
  /** The message that it explains. */
  messageId?: string | undefined;
  /** The model that explained the sentence, even if `responder` is not shown. */
  model?: string | undefined;
};

/** A sentence taken apart. The engine's words are there at once; translation, meanings and note arrive in places kept for them. */
export const CardView = memo(function CardView(props: Props) {
  const { answerCard, isRunning, progress, responder = null, usage = null, generationId, model } = props;
  const { onFillIn, onAskAbout, messageId } = props;
  const { id, state, card } = answerCard;
  const { text, translation, words, joins, note, language } = card;
  const t = useTranslate();
  const explanation = useExplanationTag();
  const isPending = isRunning && state === "asked";
  const { ref, isHeld, handlers } = useStill(isPending, words.length);

  const fillIn = () => {
    ref.current?.focus({ preventScroll: true }); // the pressed button disappears
    onFillIn?.(id);
  };

  return (
    <article
      ref={ref}
      tabIndex={-1}
      className={styles.card}
      aria-label={t.card.label(text)}
      data-state={state}
      {...handlers}
    >
      <Sentence text={text} words={words} language={language} messageId={messageId} />
      {(translation || isPending || isHeld) && (
        <p className={styles.translation} lang={explanation}>
          <span {...arrives}>
            {translation ||
              (isPending && <PendingBar label={t.card.noTranslationYet} like={text + text.slice(text.length / 2)} />)}
          </span>
        </p>
      )}
      {words.length > 0 && (
        <WordTable
          cardId={id}
          text={text}
          words={words}
          joins={joins}
          language={language}
          explanation={explanation}
          messageId={messageId}
          model={model ?? responder?.model ?? null}
          isPending={isPending}
          isHeld={isHeld}
          onAskAbout={onAskAbout}
        />
      )}
      {(note || isPending || isHeld) && (
        <div className={styles.note} lang={explanation}>
          <div {...arrives}>
            <GrowingContext value={isPending}>
              {note ? (
                <NoteText text={note} language={language} />
              ) : (
                isPending && <PendingBar label={t.card.noNoteYet} />
              )}
            </GrowingContext>
          </div>
        </div>
      )}
      <footer className={styles.foot}>
        {isPending ? (
          progress
        ) : (
          <CardState answerCard={answerCard} isRunning={isRunning} onFillIn={onFillIn && fillIn} />
        )}
        {/* no responder made a card that has only the engine's words */}
        <ResponderLine
          responder={!isPending && (state === "closed" || hasExplanation(card)) ? responder : null}
          usage={usage}
          generationId={generationId}
        >
          <span className={styles.tools}>
            <HearButton text={text} words={words} language={language} hasSlower />
            <LazySaveText text={text} language={language} messageId={messageId} cardId={id} translation={translation} />
            <CopyMenu text={text} words={words} language={language}>
              <CopyButton text={cardToText(card, t.card)} label={t.card.copy} done={t.chat.copied} />
            </CopyMenu>
          </span>
        </ResponderLine>
      </footer>
    </article>
  );
});
