import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer } from "#shared/answer.ts";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import { withOpenLine } from "#shared/breakdown/open-line.ts";
import { emptyAnswer } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { makeCard } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { useGeneration } from "#web/api/use-generation.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CloseIcon } from "#web/ui/icons.tsx";
import { CardView } from "./card-view.tsx";
import { FailureNote } from "./failure-note.tsx";
import styles from "./sentence-card.module.css";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { TaggedText } from "./tagged-text.tsx";
import { useExplanationLanguage } from "./use-explanation-tag.ts";

type Props = {
  text: string;
  language: LearningLanguage;
  messageId?: string | undefined;
  /** Makes a new card even if this sentence already has one. */
  fresh?: boolean;
  onClose: () => void;
};

// asks once per sentence: opening it again shows the same card
type Sentence = Pick<Props, "text" | "language" | "messageId"> & { explanationLanguage?: string };
const cardQuery = (queryClient: QueryClient, sentence: Sentence, attempt: number, fresh: boolean) =>
  queryOptions({
    queryKey: ["card", sentence, attempt, fresh],
    queryFn: async () => {
      const responder = await readShownResponder(queryClient);
      try {
        return await makeCard({ ...sentence, responder, fresh: fresh || attempt > 0 });
      } catch (failure) {
        await showChangedResponder(queryClient, failure);
        throw failure;
      }
    },
    staleTime: Infinity,
    retry: false,
  });

/** A card of one sentence, made and shown in place. */
export function SentenceCard({ text, language, messageId, fresh = false, onClose }: Props) {
  const t = useTranslate().card;
  const [attempt, setAttempt] = useState(0);
  // fixed when the card opens: settings that load later must not request a second card
  const [explanationLanguage] = useState(useExplanationLanguage());
  const sentence = { text, language, messageId, ...explanationLanguage };
  const { data, error } = useQuery(cardQuery(useQueryClient(), sentence, attempt, fresh));
  const start = data ? { id: data.generationId, seq: 0, answer: emptyAnswer(language) } : null;
  const answer = useGeneration(start);
  const again = () => setAttempt(attempt + 1);

  return (
    <div className={styles.box}>
      <Button kind="icon" className={styles.close} aria-label={t.close} onClick={onClose}>
        <CloseIcon size={17} />
      </Button>
      {error ? <FailureNote error={toApiError(error)} onRetry={again} /> : <Made answer={answer} onAskAgain={again} />}
    </div>
  );
}

function Made({ answer, onAskAgain }: { answer: Answer | null; onAskAgain: () => void }) {
  const t = useTranslate();
  if (!answer) return <p className={styles.note}>{t.card.making}</p>;
  const blocks = withOpenLine(answer);
  const cards = blocks.filter((block): block is CardBlock => block.type === "card");
  // a model that was asked only for a card sometimes writes more, or something else
  const remarks = blocks.flatMap((block) =>
    block.type === "text" || block.type === "json" ? [block.text.trim()] : [],
  );
  const isRunning = answer.outcome === null;
  return (
    <>
      {cards.map((block, index) => (
        <CardView
          key={index}
          block={block}
          isRunning={isRunning}
          responder={answer.responder}
          usage={answer.usage}
          onAskAgain={onAskAgain}
        />
      ))}
      {remarks.map((remark, index) => (
        <p key={index} className={styles.note}>
          <TaggedText text={remark} language={answer.language} />
        </p>
      ))}
      {blocks.length === 0 && <p className={styles.note}>{isRunning ? t.card.making : t.card.failed}</p>}
      {answer.error && (
        <FailureNote
          error={answer.error}
          responder={answer.responder}
          hasWords={cards.length > 0}
          since={answer.phaseSince}
          onRetry={onAskAgain}
        />
      )}
    </>
  );
}
