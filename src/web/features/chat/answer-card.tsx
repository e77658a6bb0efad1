import { createContext, memo, use, useCallback, useState } from "react";
import type { AnswerCard, Usage } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import type { NewCard } from "#shared/chat.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { Responder } from "#shared/responder.ts";
import { CardView } from "#web/cards/card-view.tsx";
import { FailureNote } from "#web/cards/failure-note.tsx";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
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
  /** The answer is about one word, so its text says more than the card can. */
  isWord?: boolean;
};

/** What stands before and after a word in its sentence. */
function around(sentence: string, { start, end }: Word): NewCard["context"] {
  return { before: [sentence.slice(0, start)], after: [sentence.slice(end)] };
}

/** A card of an answer: what it lacks can be filled in, and a press on a word in doubt opens the card of this word under it. */
export const AnswerCardView = memo(function AnswerCardView(props: Props) {
  const { answerCard, messageId, isRunning, isWord = false, ...made } = props;
  const { id, card } = answerCard;
  const explaining = use(ExplainingContext);
  const [word, setWord] = useState<Word | null>(null);
  const askAbout = useCallback((asked: Word) => setWord(asked), []);
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
        onAskAbout={isRunning ? undefined : askAbout}
        messageId={messageId}
        {...made}
      />
      {word && (
        <SentenceCard
          key={word.start}
          text={withoutBrackets(word.surface, card.language)}
          language={card.language}
          messageId={messageId}
          context={around(card.text, word)}
          onClose={() => setWord(null)}
        />
      )}
      {failure && (
        <FailureNote
          error={failure.error}
          responder={failure.responder}
          since={failure.since}
          hasWords
          onRetry={() => explaining?.explain(failure.cardIds)}
        />
      )}
    </>
  );
});
