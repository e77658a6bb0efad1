import { createContext, memo, use } from "react";
import type { AnswerCard, Usage } from "#shared/answer.ts";
import type { Responder } from "#shared/responder.ts";
import { CardView } from "#web/cards/card-view.tsx";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { StateLine } from "#web/cards/state-line.tsx";
import type { Explaining } from "./use-explain-cards.ts";

/** How the cards of an answer are explained after it. Only the cards that are drawn read it. */
export const ExplainingContext = createContext<Explaining | null>(null);

type Props = {
  answerCard: AnswerCard;
  messageId: string;
  /** The answer that it belongs to is running. */
  isRunning: boolean;
  /** Null if the message shows them. */
  responder?: Responder | null;
  usage?: Usage | null;
  generationId?: string | undefined;
  /** The model that explained it. */
  model?: string | undefined;
  /** The answer is about one word, so its text has more than the card can show. */
  isWord?: boolean;
};

/** A card of an answer. The learner can fill in missing parts, and ask the model about one word. */
export const AnswerCardView = memo(function AnswerCardView(props: Props) {
  const { answerCard, messageId, isRunning, isWord = false, ...made } = props;
  const { id } = answerCard;
  const explaining = use(ExplainingContext);
  const running = explaining?.running.find(({ cards }) => cards.some((each) => each.card.completes === id));
  // why several cards failed is said once, above them
  const isAlone = explaining?.failure?.cardIds.length === 1 && explaining.failure.cardIds[0] === id;
  const failure = isAlone ? explaining.failure : null;
  return (
    <>
      <CardView
        answerCard={answerCard}
        isRunning={isRunning || explaining?.cardIds.has(id) === true}
        progress={
          running && <StateLine answer={running} isGone={false} onStop={() => explaining?.stop(running.generationId)} />
        }
        onFillIn={isRunning || isWord ? undefined : explaining?.fillIn}
        onAskAbout={isRunning || isWord ? undefined : explaining?.askAbout}
        messageId={messageId}
        {...made}
      />
      {failure && (
        <FailureNote
          error={failure.error}
          responder={failure.responder}
          hasWords
          onRetry={() => (failure.word ? explaining?.askAbout(failure.word, id) : explaining?.explain(failure.cardIds))}
        />
      )}
    </>
  );
});
