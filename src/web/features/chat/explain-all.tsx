import { useQuery } from "@tanstack/react-query";
import type { AnswerCard } from "#shared/answer.ts";
import { maxCardsAtOnce } from "#shared/message-limits.ts";
import { isExplained } from "#shared/missing.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { ProgressBar } from "#web/ui/progress-bar.tsx";
import styles from "./explain-all.module.css";
import { type Pace, paceOf } from "./pace.ts";
import { PauseCountdown, stateWords } from "#web/cards/state-line.tsx";
import type { Explaining } from "./use-explain-cards.ts";

type Props = {
  cards: readonly AnswerCard[];
  conversationId: string;
  explaining: Explaining;
};

/** How many sentences of a text are explained. Explains all others in the background, and can be stopped. */
export function ExplainAll({ cards, conversationId, explaining }: Props) {
  const strings = useTranslate();
  const t = useAnsweringStrings().explainAll;
  const { count } = useFormat();
  const pace = usePace(conversationId);
  const { running, cardIds, failure, explain, stop } = explaining;
  const missing = cards.filter(({ card }) => !isExplained(card)).map(({ id }) => id);
  const done = cards.length - missing.length;
  // what becomes of a single sentence stands in its card
  const forMany = running.filter((answer) => answer.cards.length > 1);
  const isRunning = forMany.length > 0 || (running.length === 0 && cardIds.size > 1);
  const last = forMany.at(-1);
  const isForAll = failure !== null && failure.cardIds.length !== 1;

  return (
    <div className={styles.bar} data-running={isRunning || undefined}>
      <div className={styles.line}>
        <span>
          {isRunning ? t.progress(count(done), count(cards.length)) : t.sentences(count(cards.length), done)}
          {last && last.phase !== null && last.phase !== "writing" && <> · {stateWords(strings, last)}</>}
          {last && <PauseCountdown answer={last} />}
        </span>
        {isRunning
          ? last && (
              <Button kind="link" onClick={() => forMany.forEach(({ generationId }) => stop(generationId))}>
                {strings.chat.composer.stop}
              </Button>
            )
          : missing.length > 0 && (
              <>
                <Button onClick={() => explain(missing.slice(0, maxCardsAtOnce))}>
                  {done === 0 ? t.all : t.others(missing.length)}
                </Button>
                {pace && <Estimate pace={pace} sentences={missing.length} />}
              </>
            )}
      </div>
      {isRunning && <ProgressBar value={done / cards.length} label={t.progress(count(done), count(cards.length))} />}
      {isForAll && (
        <FailureNote error={failure.error} responder={failure.responder} hasWords onRetry={() => explain(missing)} />
      )}
    </div>
  );
}

function Estimate({ pace, sentences }: { pace: Pace; sentences: number }) {
  const t = useAnsweringStrings().explainAll;
  const { wait, dollars } = useFormat();
  return (
    <small>
      {t.about(
        [wait(pace.seconds * sentences), pace.costUsd ? dollars(pace.costUsd * sentences) : ""]
          .filter(Boolean)
          .join(" · "),
      )}
    </small>
  );
}

/** From the page's cache, without a request. */
function usePace(conversationId: string): Pace | null {
  const query = conversationQuery(conversationId);
  const { data } = useQuery({ ...query, enabled: false, select: ({ messages }) => paceOf(messages) });
  return data ?? null;
}
