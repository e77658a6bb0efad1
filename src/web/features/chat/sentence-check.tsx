import { type ReactNode, useMemo, useState } from "react";
import type { Answer, Correction, Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useGeneration } from "#web/api/use-generation.ts";
import { LongText, needsBlocks } from "#web/cards/long-text.tsx";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { CheckIcon } from "#web/ui/icons.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import { diffSentences } from "./diff-sentences.ts";
import styles from "./sentence-check.module.css";

type Props = {
  /** A message of the learner with the answer of a check. */
  message: Message;
  onCheck: () => void;
  onEnd: (outcome?: Outcome) => void;
  /** The verbs of the message. */
  children: ReactNode;
};

/** What a model found when it checked the learner's sentence. */
export function SentenceCheck({ message, onCheck, onEnd, children }: Props) {
  const { errors } = useTranslate();
  const { generation, answer: stored, language } = message;
  const start = useMemo(
    () => (generation && stored?.outcome === null ? { id: generation.id, seq: generation.seq, answer: stored } : null),
    [generation, stored],
  );
  const answer = useGeneration(start, { onEnd, onLost: onEnd }) ?? stored;
  const [isOpen, setIsOpen] = useState(false);
  const correction = answer?.outcome === "complete" ? answer.correction : null;
  if (!answer) return children;
  const model = answer.responder?.model || errors.someModel;
  return (
    <>
      {correction && (
        <Corrected
          {...correction}
          model={model}
          language={language}
          isOpen={isOpen}
          onOpen={() => setIsOpen(!isOpen)}
        />
      )}
      {/* beside the verbs: what is said here on one line moves nothing */}
      <div className={styles.row}>
        {children}
        {!correction && <CheckLine answer={answer} model={model} onCheck={onCheck} />}
      </div>
      {correction && isOpen && (
        <SentenceCard
          text={correction.corrected}
          language={language}
          messageId={message.id}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

type LineProps = { answer: Answer; model: string; onCheck: () => void };

/** The state of a check that has found nothing to correct. */
function CheckLine({ answer, model, onCheck }: LineProps) {
  const t = useAnsweringStrings().check;
  const errorText = useErrorText();
  const { outcome, error, responder } = answer;
  if (outcome === null)
    return (
      <p className={styles.line}>
        <Spinner size={14} />
        {t.running(model)}
      </p>
    );
  if (outcome === "complete")
    return (
      <p className={styles.line}>
        <span className={styles.right}>
          <CheckIcon size={15} />
        </span>
        {t.right(model)}
      </p>
    );
  return (
    <p className={styles.line}>
      <span>
        {t.failed} {error && errorText({ ...responder, ...error })}
      </span>
      <Button kind="link" onClick={onCheck}>
        {t.again}
      </Button>
    </p>
  );
}

type CorrectedProps = Correction & {
  model: string;
  language: LearningLanguage;
  /** The card of the corrected sentence is open. */
  isOpen: boolean;
  onOpen: () => void;
};

const partOf = { removed: "del", added: "ins", same: "span" } as const;

/** What is removed and what is added. The corrected sentence can be opened as a card and copied. */
function Corrected({ original, corrected, model, language, isOpen, onOpen }: CorrectedProps) {
  const { chat } = useTranslate();
  const t = useAnsweringStrings().check;
  return (
    <section className={styles.correction} aria-label={t.label}>
      {/* screen readers get two whole sentences: single inserted and deleted letters are meaningless when read aloud */}
      <p className="visually-hidden">
        {t.was} <span lang={language}>{original}</span> {t.better} <span lang={language}>{corrected}</span>
      </p>
      <p className={styles.sentence} lang={language} aria-hidden="true">
        {diffSentences(original, corrected, language).map(({ kind, text }, index) => {
          const Part = partOf[kind];
          return <Part key={index}>{needsBlocks(text) ? <LongText text={text} /> : text}</Part>;
        })}
      </p>
      <footer className={styles.foot}>
        <span>{t.by(model)}</span>
        <Button kind="quiet" aria-expanded={isOpen} onClick={onOpen}>
          {chat.openSentence}
        </Button>
        <CopyButton text={corrected} label={t.copy} done={chat.copied} />
      </footer>
    </section>
  );
}
