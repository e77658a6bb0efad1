import type { Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { Why } from "#web/cards/why.tsx";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import styles from "./popup.module.css";

type Props = { id: string; word: Word; language: LearningLanguage; level: number | null | undefined };

/** The word, its reading with the verdict, its form and its meaning in this sentence. */
export function Heading({ id, word, language, level }: Props) {
  const t = useTranslate().card;
  const popup = usePopupStrings();
  const explanation = useExplanationTag();
  const { reading, mark, others } = shownReading(word, language);
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
            {mark !== "none" && <span className="visually-hidden"> ({t.marks[mark]})</span>}
          </span>
        )}
      </h2>
      {details.length > 0 && <p className={styles.details}>{details.join(" · ")}</p>}
      {mark !== "none" && (
        <p className={styles.doubt} data-mark={mark}>
          <Why word={word} language={language} mark={mark} others={others} />
        </p>
      )}
      {word.meaning && (
        <p className={styles.here}>
          <small>{popup.here}</small> <span lang={explanation}>{word.meaning}</span>
        </p>
      )}
    </div>
  );
}

/** "polite past of 行く"; empty if the word stands in its dictionary form. */
function useNamedForm({ lemma, inflection = [], surface }: Word, language: LearningLanguage): string {
  const t = useTranslate().card;
  const { inflected, joined } = usePopupStrings();
  const base = lemma ?? withoutBrackets(surface, language);
  const [first, ...rest] = inflection.map((name) => t.inflections[name]);
  if (first !== undefined) return inflected(rest.reduce(joined, first), base);
  return lemma !== undefined && lemma !== withoutBrackets(surface, language) ? t.dictionaryForm(lemma) : "";
}
