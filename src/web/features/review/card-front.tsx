import type { ReactNode } from "react";
import type { ReviewCard } from "#shared/review/review.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import styles from "./card.module.css";
import { Listen } from "./listen.tsx";
import { meaningOf } from "./sides.ts";

/** The side that asks. It has no reading and no word that can be looked up: both would be the answer. */
export function CardFront({ card }: { card: ReviewCard }) {
  const { word, context } = card;
  switch (card.type) {
    case "recognise":
      return context ? (
        <Marked sentence={context.sentence} start={context.start} end={context.end} language={word.language} />
      ) : (
        <Large language={word.language}>{word.lemma}</Large>
      );
    case "sentence":
      return <Sentence language={word.language}>{word.lemma}</Sentence>;
    case "listen":
      return <Listen card={card} startsAlone />;
    case "cloze":
      return (
        <>
          {context && <Blank card={card} />}
          <Hint card={card} />
        </>
      );
    case "produce":
      return <Meaning card={card} />;
    case "correction":
      return <Sentence language={word.language}>{word.wrong}</Sentence>;
  }
}

type Text = { language: string; children: ReactNode };
const Large = ({ language, children }: Text) => (
  <p className={styles.large} lang={language}>
    {children}
  </p>
);
const Sentence = ({ language, children }: Text) => (
  <p className={styles.sentence} lang={language}>
    {children}
  </p>
);

type Span = { sentence: string; start: number; end: number; language: string };

/** Letters that fit on a line of a phone. */
const longestWhole = 10;

const Marked = ({ sentence, start, end, language }: Span) => (
  <Sentence language={language}>
    {sentence.slice(0, start)}
    <mark className={end - start <= longestWhole ? styles.whole : undefined}>{sentence.slice(start, end)}</mark>
    {sentence.slice(end)}
  </Sentence>
);

/** The sentence without the word, wherever it stands in it. */
function Blank({ card: { word, context } }: { card: ReviewCard }) {
  const t = useReviewStrings();
  if (!context) return null;
  const { sentence, start, end } = context;
  const surface = sentence.slice(start, end);
  const parts = sentence.split(surface);
  return (
    <Sentence language={word.language}>
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of one text, which never move
        <span key={index}>
          {index > 0 && (
            <span className={styles.blank}>
              <span className="visually-hidden" lang="">
                {t.missing}
              </span>
            </span>
          )}
          {part}
        </span>
      ))}
    </Sentence>
  );
}

/** What is asked for. Without a meaning it is the gap in the sentence; without a sentence, the reading. */
function Meaning({ card }: { card: ReviewCard }) {
  const t = useReviewStrings();
  const { word, context } = card;
  const meaning = meaningOf(card);
  if (meaning === null && context) return <Blank card={card} />;
  if (meaning === null && word.reading) return <Large language={word.language}>{word.reading}</Large>;
  return (
    <>
      <p className={styles.meaningAsked}>{meaning ?? t.noMeaning}</p>
      {context?.translation && <p className={styles.translation}>{context.translation}</p>}
    </>
  );
}

function Hint({ card }: { card: ReviewCard }) {
  const meaning = card.context?.meaning ?? meaningOf(card);
  return (
    <>
      {meaning && <p className={styles.hint}>{meaning}</p>}
      {card.context?.translation && <p className={styles.translation}>{card.context.translation}</p>}
    </>
  );
}
