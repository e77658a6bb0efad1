import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Answer } from "#shared/answer.ts";
import { stopGeneration } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { LiveStatus } from "#web/cards/live-status.tsx";
import { startCard, useStarted } from "#web/cards/start-card.ts";
import { StateLine, stateWords } from "#web/cards/state-line.tsx";
import { TaggedText } from "#web/cards/tagged-text.tsx";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { GrowingContext } from "#web/text/growing.ts";
import type { Living } from "#web/text/living.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./popup.module.css";
import { useQuestion } from "./use-explained.ts";

/** The model's explanation of the word in its sentence, as it is being written. */
export function Explanation({ living }: { living: Living }) {
  const t = usePopupStrings();
  const strings = useTranslate();
  const queryClient = useQueryClient();
  const { question, query } = useQuestion(living);
  const { data, error, refetch } = useQuery(query);
  const answer = useStarted(data, living.language);
  const again = useMutation({
    mutationFn: () => startCard(queryClient, { ...question, fresh: true }),
    onSuccess: (started) => queryClient.setQueryData(query.queryKey, started),
  });
  const failure = again.error ?? error;
  const retry = () => (error ? void refetch() : again.mutate());

  return (
    <section className={styles.explanation} aria-label={t.explaining}>
      {failure && <FailureNote error={toApiError(failure)} onRetry={retry} />}
      {answer && answer.text !== "" && (
        <p className={styles.said}>
          <GrowingContext value={answer.outcome === null}>
            <TaggedText text={answer.text.trim()} language={living.language} />
          </GrowingContext>
        </p>
      )}
      {answer?.error && <FailureNote error={answer.error} responder={answer.responder} hasWords onRetry={retry} />}
      {answer && answer.outcome === null && (
        <StateLine
          answer={answer}
          isGone={false}
          onStop={() => void stopGeneration(answer.generationId).catch(() => {})}
        />
      )}
      {answer && !answer.error && isUnfinished(answer) && (
        <p className={styles.stopped}>
          {stateWords(strings, answer)}
          <Button kind="link" onClick={retry}>
            {strings.chat.retry}
          </Button>
        </p>
      )}
      <LiveStatus answer={answer} isGone={false} />
    </section>
  );
}

const isUnfinished = ({ outcome, text }: Answer) =>
  outcome === "stopped" || outcome === "interrupted" || outcome === "cut" || (outcome !== null && text === "");
