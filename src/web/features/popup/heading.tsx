import type { ReactNode } from "react";
import type { Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { Why } from "#web/cards/why.tsx";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import type { Living } from "#web/text/living.ts";
import styles from "./popup.module.css";
import { useWrittenReading } from "./use-written-reading.ts";

type Props = {
  id: string;
  living: Living;
  level: number | null | undefined;
  /** What the learner can do about a reading in doubt. */
  children: ReactNode;
};

/** The word, its reading with the verdict, its form and its meaning in this sentence. */
export function Heading({ id, living, level, children }: Props) {
  const { words, index, language } = living;
  const word = words[index]!;
  const t = useTranslate().card;
  const popup = usePopupStrings();
  const explanation = useExplanationTag();
  const { mark, others } = shownReading(word, language);
  const reading = useWrittenReading(word, language);
  const surface = withoutBrackets(word.surface, language);
  const form = useNamedForm(word, language);
  const details = [form, t.parts[word.partOfSpeech], level ? popup.level(level) : ""].filter(Boolean);
  return (
    <div className={styles.heading}>
      <h2 id={id} className={styles.word}>
        <span lang={language}>{surface}</span>{" "}
        {(reading || mark !== "none") && (
          <span className={styles.reading} data-mark={mark}>
            <span lang={language}>{reading || (mark === "missing" ? "?" : surface)}</span>
            {(mark !== "none" || word.isSettled) && (
              <span className="visually-hidden"> ({mark === "none" ? t.settledByYou : t.marks[mark]})</span>
            )}
          </span>
        )}
      </h2>
      {details.length > 0 && <p className={styles.details}>{details.join(" · ")}</p>}
      {(children || isInDoubt(word, language)) && (
        <div className={styles.doubt} data-mark={mark}>
          <Why word={word} language={language} mark={mark} others={others} />
          {children}
        </div>
      )}
      {word.meaning && (
        <p className={styles.here}>
          <small>{popup.here}</small> <span lang={explanation}>{word.meaning}</span>
        </p>
      )}
    </div>
  );
}

/** Whether the learner has something to decide about the reading, or has decided it. */
export const isInDoubt = (word: Word, language: LearningLanguage): boolean =>
  word.isSettled === true || shownReading(word, language).mark !== "none";

/** "polite past of 行く"; empty if the word stands in its dictionary form. */
function useNamedForm({ lemma, inflection = [], surface }: Word, language: LearningLanguage): string {
  const t = useTranslate().card;
  const { inflected, joined } = usePopupStrings();
  const base = lemma ?? withoutBrackets(surface, language);
  const [first, ...rest] = inflection.map((name) => t.inflections[name]);
  if (first !== undefined) return inflected(rest.reduce(joined, first), base);
  return lemma !== undefined && lemma !== withoutBrackets(surface, language) ? t.dictionaryForm(lemma) : "";
}
