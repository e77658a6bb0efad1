import { memo, useId, useState } from "react";
import type { PartOfSpeech, Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type ReadingMark, shownReading } from "#shared/shown-reading.ts";
import { interfaceTag, useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
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
  const interfaceLanguage = useInterfaceLanguage();
  const whyId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { lemma, inflection, partOfSpeech } = word;
  const shown = shownReading(word, language);
  // a model that is still writing may bring the reading
  const mark = isPending && shown.mark === "missing" ? "none" : shown.mark;
  const surface = withoutBrackets(word.surface, language);
  const printed = shown.reading || (mark === "none" ? "" : mark === "missing" ? "?" : surface);
  const marked = mark !== "none" && (
    <>
      <span className={styles.mark}>{printed}</span>
      <span className="visually-hidden"> ({t.marks[mark]})</span>
    </>
  );
  // a contradiction is explained at once, everything else on a press
  const showsWhy = mark === "conflict" || (mark !== "none" && isOpen);

  return (
    <>
      <tr data-mark={mark}>
        <th scope="row" className={styles.surface} lang={language}>
          {surface}
          {lemma && lemma !== surface && <small title={t.dictionaryForm(lemma)}>{lemma}</small>}
          {inflection && inflection.length > 0 && (
            <small className={styles.inflection} lang={interfaceTag[interfaceLanguage]}>
              {inflection.map((name) => t.inflections[name]).join(t.listSeparator)}
            </small>
          )}
        </th>
        <td className={styles.reading} lang={language}>
          {mark === "none" ? (
            printed
          ) : mark === "conflict" ? (
            marked
          ) : (
            <button type="button" aria-expanded={isOpen} aria-controls={whyId} onClick={() => setIsOpen(!isOpen)}>
              {marked}
            </button>
          )}
        </td>
        <td className={styles.meaning} lang={explanation}>
          <Meaning word={word} isPending={isPending} />
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
        <tr className={styles.why} data-mark={mark} id={whyId}>
          <td colSpan={4}>
            <Why word={word} language={language} mark={mark} others={shown.others} />
            {onAskAgain && mark === "conflict" && (
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

/** The model's meaning in this sentence, or else what the dictionary says. */
function Meaning({ word: { meaning, dictionaryMeanings }, isPending }: Pick<Props, "word" | "isPending">) {
  const t = useTranslate().card;
  if (meaning) return meaning;
  // bundled dictionaries explain in English
  if (dictionaryMeanings?.length)
    return (
      <span className={styles.fromDictionary} lang="en" title={t.fromDictionary}>
        {dictionaryMeanings.join("; ")}
        <span className="visually-hidden"> ({t.fromDictionary})</span>
      </span>
    );
  return isPending && <PendingBar label={t.pending} />;
}

type WhyProps = Pick<Props, "word" | "language"> & { mark: ReadingMark; others: readonly string[] };

/** Explains the mark of a reading: the readings that it names are in the language's own fonts. */
function Why({ word, language, mark, others }: WhyProps) {
  const t = useTranslate().card;
  const [claim, known] = ["{claim}", "{known}"]; // placeholders for the readings in the translated sentence
  const values = new Map([
    [claim, word.claim ?? ""],
    [known, mark === "conflict" ? word.candidates.join(t.listSeparator) : others.join(t.listSeparator)],
  ]);
  const sentence = {
    none: "",
    open: t.whyOpen(known),
    guess: t.whyGuess,
    possible: t.whyPossible(claim),
    conflict: word.claimBy === "learner" ? t.whyLearner(claim, known) : t.whyConflict(claim, known),
    model: t.whyModel,
    missing: t.whyMissing,
  }[mark];
  return sentence.split(/(\{claim\}|\{known\})/).map((piece, index) =>
    values.has(piece) ? (
      <b key={index} lang={language}>
        {values.get(piece)}
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
