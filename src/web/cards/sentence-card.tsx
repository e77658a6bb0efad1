import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer, AnswerCard } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import type { NewCard } from "#shared/chat.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Span } from "#shared/normalise/letters.ts";
import { wordsQuery } from "#web/api/analyse.ts";
import { stopGeneration } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { GrowingContext } from "#web/text/growing.ts";
import { Button } from "#web/ui/button.tsx";
import { CloseIcon } from "#web/ui/icons.tsx";
import { CardView } from "./card-view.tsx";
import { FailureNote } from "./failure-note.tsx";
import { LiveStatus } from "./live-status.tsx";
import { isAdvice, LazyNotices } from "./lazy-notices.ts";
import styles from "./sentence-card.module.css";
import { cardQuery, startCard, useExplainedIn, useStarted } from "./start-card.ts";
import { NoteText } from "./note-text.tsx";
import { StateLine } from "./state-line.tsx";

type Props = {
  text: string;
  language: LearningLanguage;
  messageId?: string | undefined;
  /** The sentences around it; of a word, the parts of its sentence. */
  context?: NewCard["context"];
  onClose: () => void;
};

type Asked = { cardId: string; word?: Span };

/** A card of one sentence or word, made and shown in place. */
export function SentenceCard({ text, language: first, messageId, context, onClose }: Props) {
  const t = useTranslate().card;
  const queryClient = useQueryClient();
  const [attempt, setAttempt] = useState(0);
  const [language, readAs] = useState(first);
  const explainedIn = useExplainedIn();
  const origin = { language, messageId, ...explainedIn.request };
  const { data, error } = useQuery(cardQuery(queryClient, { ...origin, text, context }, explainedIn.tag, attempt));
  const answer = useStarted(data, language);
  const known = useKnownCard(text, language, (answer?.cards.length ?? 0) > 0);
  const fillIn = useMutation({
    mutationFn: ({ cardId, word }: Asked) =>
      startCard(queryClient, { ...origin, cards: [cardId], ...(word && { word }) }),
  });
  const filling = useStarted(fillIn.data, language);
  const newest = filling ?? answer;
  const notices = (newest?.notices ?? []).filter((notice) => notice.code === "better_language" || !isAdvice(notice));

  return (
    <div className={styles.box}>
      <Button kind="icon" className={styles.close} aria-label={t.close} onClick={onClose}>
        <CloseIcon size={17} />
      </Button>
      {newest && notices.length > 0 && (
        <div className={styles.notices}>
          <LazyNotices notices={notices} responder={newest.responder} onReadAs={readAs} />
        </div>
      )}
      {error ? (
        <FailureNote error={toApiError(error)} onRetry={() => setAttempt(attempt + 1)} />
      ) : (
        <Made
          answer={answer}
          known={known}
          filling={fillIn.isPending ? emptyAnswer(language) : filling}
          messageId={messageId}
          onFillIn={(cardId) => fillIn.mutate({ cardId })}
          onAskAbout={({ start, end }, cardId) => fillIn.mutate({ cardId, word: { start, end } })}
          onRetry={() => setAttempt(attempt + 1)}
        />
      )}
      <LiveStatus answer={filling ?? answer} isGone={false} />
      {fillIn.error && <FailureNote error={toApiError(fillIn.error)} />}
    </div>
  );
}

/** The page already has the engine's words of the sentence, so its card shows them before the server answers. */
function useKnownCard(text: string, language: LearningLanguage, isMade: boolean): AnswerCard | null {
  const { data } = useQuery({ ...wordsQuery(language, text), enabled: !isMade });
  if (!data?.words.length) return null;
  const empty = { at: 0, translation: "", joins: [], note: "" };
  return { id: "", state: "asked", card: { ...empty, language, text, words: [...data.words] } };
}

type MadeProps = {
  answer: Answer | null;
  /** The card shown until the answer has one. */
  known: AnswerCard | null;
  /** The answer that completes the card. */
  filling: Answer | null;
  messageId: string | undefined;
  onFillIn: (cardId: string) => void;
  onAskAbout: (word: Word, cardId: string) => void;
  onRetry: () => void;
};

function Made({ answer, known, filling, messageId, onFillIn, onAskAbout, onRetry }: MadeProps) {
  const t = useTranslate().card;
  const first = answer?.cards[0];
  if (!answer || !first) {
    if (answer?.error) return <Failure answer={answer} hasWords={false} onRetry={onRetry} />;
    if (answer && answer.outcome !== null) return <p className={styles.note}>{t.failed}</p>;
    const progress = answer ? <Progress answer={answer} /> : t.making;
    return known ? (
      <CardView answerCard={known} isRunning progress={progress} messageId={messageId} />
    ) : (
      <div className={styles.note}>{progress}</div>
    );
  }
  const newest = filling ?? answer;
  const isRunning = newest.outcome === null;
  return (
    <>
      <CardView
        answerCard={completed(first, filling)}
        isRunning={isRunning}
        progress={<Progress answer={newest} />}
        responder={newest.responder}
        usage={newest.usage}
        generationId={newest.generationId}
        messageId={messageId}
        onFillIn={answer.task === "word" ? undefined : onFillIn}
        onAskAbout={answer.task === "word" || isRunning ? undefined : onAskAbout}
      />
      {answer.task === "word" && answer.text !== "" && (
        <div className={styles.note}>
          <GrowingContext value={isRunning}>
            <NoteText text={answer.text.trim()} language={answer.language} />
          </GrowingContext>
        </div>
      )}
      {newest.error && <Failure answer={newest} hasWords onRetry={filling ? () => onFillIn(first.id) : onRetry} />}
    </>
  );
}

/** What the generation is doing, and Stop. */
const Progress = ({ answer }: { answer: Answer }) => (
  <StateLine
    answer={answer}
    isGone={false}
    // if it has ended meanwhile, there is nothing to stop
    onStop={() => void stopGeneration(answer.generationId).catch(() => {})}
  />
);

function Failure({ answer, hasWords, onRetry }: { answer: Answer; hasWords: boolean; onRetry: () => void }) {
  const { error, responder } = answer;
  if (!error) return null;
  return <FailureNote error={error} responder={responder} hasWords={hasWords} onRetry={onRetry} />;
}

/** The card with what a later answer adds to it. */
function completed(first: AnswerCard, filling: Answer | null): AnswerCard {
  const later = filling?.cards.find(({ card }) => card.completes === first.id && card.words.length > 0);
  if (later) return { ...later, id: first.id };
  return filling?.outcome === null ? { ...first, state: "asked" } : first;
}
