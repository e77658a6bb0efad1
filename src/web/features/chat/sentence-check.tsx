import { type ReactNode, useMemo, useState } from "react";
import type { Answer, Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import { useGeneration } from "#web/api/use-generation.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CheckIcon } from "#web/ui/icons.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import { CorrectedSentence, CorrectionLine } from "./correction.tsx";
import { OwnRow } from "./own-row.tsx";
import { PolitenessButton, PolitenessNote, useMixedPoliteness } from "./politeness-note.tsx";
import styles from "./sentence-check.module.css";

type Props = {
  /** A message of the learner. It has the answer of a check if one was made. */
  message: Message;
  /** A reply was asked for, and a check follows it. */
  isAwaited: boolean;
  onCheck: () => void;
  onEnd: (outcome?: Outcome) => void;
  /** The verbs of the message. */
  children: ReactNode;
};

/** Remarks on the learner's sentence: by the engine, and by a model that checked it. */
export function SentenceCheck({ message, isAwaited, onCheck, onEnd, children }: Props) {
  const { errors } = useTranslate();
  const { generation, answer: stored, language } = message;
  const start = useMemo(
    () => (generation && stored?.outcome === null ? { id: generation.id, seq: generation.seq, answer: stored } : null),
    [generation, stored],
  );
  const answer = useGeneration(start, { onEnd, onLost: onEnd }) ?? stored;
  const correction = answer?.outcome === "complete" ? answer.correction : null;
  const model = answer?.responder?.model || errors.someModel;
  // a correction that arrives while the learner reads the answer takes no space until it is opened
  const [wasWhole] = useState(stored?.outcome === "complete");
  const [isWhole, setIsWhole] = useState(wasWhole);
  const text = message.text.trim();
  const mixed = useMixedPoliteness(text, language);
  const [isMixedOpen, setIsMixedOpen] = useState(false);
  const shown = correction && { ...correction, model, language, messageId: message.id };
  return (
    <>
      {shown && isWhole && <CorrectedSentence {...shown} takesFocus={!wasWhole} />}
      <OwnRow
        isAwaited={isAwaited && !(shown && isWhole)}
        findings={
          <>
            {mixed && <PolitenessButton isOpen={isMixedOpen} onPress={() => setIsMixedOpen(!isMixedOpen)} />}
            {answer && !shown && <CheckLine answer={answer} model={model} onCheck={onCheck} />}
            {shown && !isWhole && <CorrectionLine {...shown} onOpen={() => setIsWhole(true)} />}
          </>
        }
      >
        {children}
      </OwnRow>
      {mixed && isMixedOpen && <PolitenessNote {...mixed} text={text} language={language} />}
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
      <p className={styles.line} data-uncopied="">
        <Spinner size={14} />
        <span>{t.running(model)}</span>
      </p>
    );
  if (outcome === "complete")
    return (
      <p className={styles.line} data-uncopied="">
        <span className={styles.right}>
          <CheckIcon size={15} />
        </span>
        <span>{t.right(model)}</span>
      </p>
    );
  const why = error ? errorText({ ...responder, ...error }) : "";
  return (
    <p className={styles.line} data-uncopied="">
      <span title={why}>
        {t.failed} {why}
      </span>
      <Button kind="link" onClick={onCheck}>
        {t.again}
      </Button>
    </p>
  );
}
