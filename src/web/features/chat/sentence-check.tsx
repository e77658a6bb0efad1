import { useMemo, useState } from "react";
import type { Answer, Correction, Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useGeneration } from "#web/api/use-generation.ts";
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
};

/** What a model found when it checked the learner's sentence. */
export function SentenceCheck({ message, onCheck, onEnd }: Props) {
  const t = useAnsweringStrings().check;
  const { errors } = useTranslate();
  const { generation, answer: stored, language } = message;
  const start = useMemo(
    () => (generation && stored?.outcome === null ? { id: generation.id, seq: generation.seq, answer: stored } : null),
    [generation, stored],
  );
  const answer = useGeneration(start, { onEnd, onLost: onEnd }) ?? stored;
  if (!answer) return null;
  const model = answer.responder?.model || errors.someModel;
  const { outcome, correction } = answer;
  if (outcome === null)
    return (
      <p className={styles.line}>
        <Spinner size={14} />
        {t.running(model)}
      </p>
    );
  if (outcome !== "complete") return <NotChecked answer={answer} onCheck={onCheck} />;
  if (correction) return <Corrected {...correction} model={model} language={language} messageId={message.id} />;
  return (
    <p className={styles.line}>
      <span className={styles.right}>
        <CheckIcon size={15} />
      </span>
      {t.right(model)}
    </p>
  );
}

function NotChecked({ answer, onCheck }: { answer: Answer; onCheck: () => void }) {
  const t = useAnsweringStrings().check;
  const errorText = useErrorText();
  const { error, responder } = answer;
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

type CorrectedProps = Correction & { model: string; language: LearningLanguage; messageId: string };

/** What is removed and what is added. The corrected sentence can be opened as a card and copied. */
function Corrected({ original, corrected, model, language, messageId }: CorrectedProps) {
  const strings = useTranslate();
  const t = useAnsweringStrings().check;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <section className={styles.correction} aria-label={t.label}>
        {/* screen readers get two whole sentences: single inserted and deleted letters are meaningless when read aloud */}
        <p className="visually-hidden">
          {t.was} <span lang={language}>{original}</span> {t.better} <span lang={language}>{corrected}</span>
        </p>
        <p className={styles.sentence} lang={language} aria-hidden="true">
          {diffSentences(original, corrected, language).map(({ kind, text }, index) =>
            kind === "removed" ? (
              <del key={index}>{text}</del>
            ) : kind === "added" ? (
              <ins key={index}>{text}</ins>
            ) : (
              <span key={index}>{text}</span>
            ),
          )}
        </p>
        <footer className={styles.foot}>
          <span>{t.by(model)}</span>
          <Button kind="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {strings.chat.openSentence}
          </Button>
          <CopyButton text={corrected} label={t.copy} done={strings.chat.copied} />
        </footer>
      </section>
      {isOpen && (
        <SentenceCard text={corrected} language={language} messageId={messageId} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}
