import { languages } from "#shared/languages/index.ts";
import type { ReviewCard } from "#shared/review/review.ts";
import { KeptPicture } from "#web/cards/kept-picture.tsx";
import { useSettings } from "#web/api/settings.ts";
import { frameUrl } from "#web/api/moments.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Ruby } from "#web/text/ruby.tsx";
import { Note } from "#web/ui/note.tsx";
import { CorrectedText } from "./corrected-text.tsx";
import styles from "./card.module.css";
import { Listen } from "./listen.tsx";
import { Place } from "./place.tsx";
import { meaningOf } from "./sides.ts";

/** The answer: the word, what it means, and where it was saved, with readings and words that can be looked up. */
export function CardBack({ card }: { card: ReviewCard }) {
  const t = useReviewStrings();
  const { word, context } = card;
  const meaning = meaningOf(card);
  return (
    <div className={styles.back}>
      {word.kind === "word" && <Headword card={card} />}
      {word.kind === "correction" && <CorrectedText card={card} />}
      {word.kind !== "correction" && (
        <p className={styles.meaning}>{meaning ?? (word.kind === "word" ? t.noMeaning : "")}</p>
      )}
      {context?.meaning && context.meaning !== meaning && (
        <p>
          <small className={styles.label}>{t.inSentence}</small> {context.meaning}
        </p>
      )}
      {(context || word.kind === "sentence") && (
        <div className={styles.context}>
          <p className={styles.contextSentence}>
            <LivingText text={context?.sentence ?? word.lemma} language={word.language} />
            <Listen card={card} />
          </p>
          {context?.translation && <p className={styles.translation}>{context.translation}</p>}
          {context?.note && <p className={styles.noteText}>{context.note}</p>}
          {context?.picture && (
            <KeptPicture
              className={styles.picture}
              src={frameUrl(context.picture.id)}
              width={context.picture.width}
              height={context.picture.height}
              alt={t.picture}
            />
          )}
          {context && <Place context={context} />}
        </div>
      )}
      {card.isLeech && (
        <Note>
          <p>{t.leech(word.lemma, card.lapses)}</p>
        </Note>
      )}
      {word.notes && (
        <p className={styles.noteText}>
          <small className={styles.label}>{t.yourNotes}</small> {word.notes}
        </p>
      )}
    </div>
  );
}

function Headword({ card: { word, context } }: { card: ReviewCard }) {
  const t = useReviewStrings();
  const { heard } = useSettings();
  const hasReading = word.reading !== "" && word.reading !== word.lemma;
  const isSure = !context || context.verdict === "agreed" || context.verdict === "settled";
  return (
    <div className={styles.headword}>
      <p className={styles.lemma} lang={word.language}>
        {hasReading
          ? languages[word.language].toRuby(word.lemma, word.reading).map(({ base, ruby }, index) =>
              // oxlint-disable-next-line react/no-array-index-key -- parts of one word, which never move
              ruby === "" ? base : <Ruby key={index} base={base} reading={ruby} heard={heard} />,
            )
          : word.lemma}
      </p>
      {!isSure && hasReading && <small className={styles.doubt}>{t.doubt}</small>}
    </div>
  );
}
