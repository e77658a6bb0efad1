import { createContext, use, useMemo, useRef, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { LivingText } from "#web/text/living-text.tsx";
import type { Living } from "#web/text/markdown/mark-sentences.ts";
import styles from "./opened-cards.module.css";

type Asked = Pick<Living, "text" | "context"> & { isOpen: boolean };

type Cards = {
  language: LearningLanguage;
  messageId: string;
  /** The sentences whose card has been open, by their number in the text. */
  asked: ReadonlyMap<number, Asked>;
  toggle: (number: number, sentence: Pick<Living, "text" | "context">) => void;
};

const CardsContext = createContext<Cards | null>(null);
export const CardsProvider = CardsContext.Provider;

type Options = Pick<Cards, "language" | "messageId"> & { isGrowing: boolean };

/** Which sentences of a text have an open card. The same sentence in another place is another one. */
export function useOpenedCards({ language, messageId, isGrowing }: Options): Cards {
  const [asked, setAsked] = useState<Cards["asked"]>(new Map());
  return useMemo(
    () => ({
      language,
      messageId,
      asked,
      toggle: (number, { text, context }) => {
        const known = asked.get(number);
        const next: Asked =
          known?.text === text
            ? { ...known, isOpen: !known.isOpen } // with the context that its card was made with
            : { text, context: isGrowing ? { ...context, after: [] } : context, isOpen: true };
        setAsked(new Map(asked).set(number, next));
      },
    }),
    [language, messageId, asked, isGrowing],
  );
}

export function useIsOpened(): (number: number | null | undefined) => boolean {
  const asked = use(CardsContext)?.asked;
  return (number) => typeof number === "number" && asked?.get(number)?.isOpen === true;
}

/** A sentence of prose, whose card opens in place; or words between sentences. */
export function LivingSentence({ text, nodes, number, context }: Living) {
  const cards = use(CardsContext);
  if (!cards) return text;
  const living = { text, nodes, language: cards.language, messageId: cards.messageId };
  if (number === null) return <LivingText {...living} />;
  return (
    <span data-sentence={number}>
      <LivingText
        {...living}
        isOpen={cards.asked.get(number)?.isOpen === true}
        onOpen={() => cards.toggle(number, { text, context })}
      />
    </span>
  );
}

/** The open card of a sentence. Closing it gives the focus back to the sentence. */
export function PlacedCard({ number }: { number: number }) {
  const ref = useRef<HTMLDivElement>(null);
  const cards = use(CardsContext);
  const sentence = cards?.asked.get(number);
  if (!cards || !sentence?.isOpen) return null;
  const close = () => {
    const prose = ref.current?.closest("[data-prose]");
    prose?.querySelector<HTMLElement>(`[data-sentence="${number}"] [data-living]`)?.focus({ preventScroll: true });
    cards.toggle(number, sentence);
  };
  const { text, context } = sentence;
  return (
    <div ref={ref} className={styles.placed} data-placed="">
      <SentenceCard
        text={text}
        context={context}
        language={cards.language}
        messageId={cards.messageId}
        onClose={close}
      />
    </div>
  );
}
