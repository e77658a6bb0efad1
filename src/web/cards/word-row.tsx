import { memo, useId, useState } from "react";
import type { PartOfSpeech, Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { PendingBar } from "./pending-bar.tsx";
import styles from "./word-row.module.css";

type Props = {
  word: Word;
  language: LearningLanguage;
  explanation: string;
  /** The model may still add to it. */
  isPending: boolean;
  onAskAgain: (() => void) | undefined;
};

type TableProps = Omit<Props, "word"> & { words: readonly Word[] };

/** The words of a sentence, one row each. */
export function WordTable({ words, ...row }: TableProps) {
  const t = useTranslate().card;
  return (
    <table className={styles.words}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t.word}</th>
          <th scope="col">{t.reading}</th>
          <th scope="col">{t.meaning}</th>
          <th scope="col">{t.partOfSpeech}</th>
        </tr>
      </thead>
      <tbody>
        {words.map((word) => (
          <WordRow key={word.start} word={word} {...row} />
        ))}
      </tbody>
    </table>
  );
}

const WordRow = memo(function WordRow({ word, language, explanation, isPending, onAskAgain }: Props) {
  const t = useTranslate().card;
  const whyId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { surface, lemma, reading, meaning, partOfSpeech, verdict } = word;
  const isDoubtful = verdict === "possible" || verdict === "conflict";
  const showsWhy = verdict === "conflict" || (verdict === "possible" && isOpen);

  return (
    <>
      <tr className={isDoubtful ? styles[verdict] : undefined}>
        <th scope="row" className={styles.surface} lang={language}>
          {surface}
          {lemma && lemma !== surface && <small title={t.dictionaryForm(lemma)}>{lemma}</small>}
        </th>
        <td className={styles.reading} lang={language}>
          {verdict === "possible" ? (
            <button type="button" aria-expanded={isOpen} aria-controls={whyId} onClick={() => setIsOpen(!isOpen)}>
              <span className={styles.mark}>{reading}</span>
              <span className="visually-hidden"> ({t.possible})</span>
            </button>
          ) : (
            <span className={styles.mark}>{reading}</span>
          )}
          {verdict === "conflict" && <span className="visually-hidden"> ({t.conflict})</span>}
        </td>
        <td className={styles.meaning} lang={explanation}>
          {meaning || (isPending && <PendingBar label={t.pending} />)}
        </td>
        <td className={styles.part}>
          {t.parts[partOfSpeech] && (
            <>
              <i className={styles[hues[partOfSpeech] ?? "auxiliary"]} />
              {t.parts[partOfSpeech]}
            </>
          )}
        </td>
      </tr>
      {showsWhy && (
        <tr className={cx(styles.why, styles[verdict])} id={whyId}>
          <td colSpan={4}>
            <Why word={word} language={language} />
            {onAskAgain && verdict === "conflict" && (
              <Button kind="link" onClick={onAskAgain}>
                {t.askAgain}
              </Button>
            )}
          </td>
        </tr>
      )}
    </>
  );
});

/** Explains a reading in doubt: the model's reading and the dictionary's, both in the language's own fonts. */
function Why({ word, language }: { word: Word; language: LearningLanguage }) {
  const t = useTranslate().card;
  const known = word.candidates.filter((candidate) => candidate !== word.reading).join(t.listSeparator);
  const [reading, others] = ["{reading}", "{known}"]; // placeholders for the readings in the translated sentence
  const sentence =
    word.verdict === "possible"
      ? t.whyPossible(reading, others)
      : known
        ? t.whyConflict(reading, others)
        : t.whyUnknown(reading);
  return sentence.split(/(\{reading\}|\{known\})/).map((piece, index) =>
    piece === reading || piece === others ? (
      <b key={index} lang={language}>
        {piece === reading ? word.reading || word.surface : known}
      </b>
    ) : (
      piece
    ),
  );
}

/** Words with meaning have a colour; function words are grey. */
const hues: Partial<Record<PartOfSpeech, string>> = {
  noun: "noun",
  name: "noun",
  pronoun: "noun",
  numeral: "noun",
  counter: "noun",
  verb: "verb",
  expression: "verb",
  adjective: "adjective",
  determiner: "adjective",
  adverb: "adverb",
  conjunction: "adverb",
  interjection: "adverb",
  particle: "particle",
};
