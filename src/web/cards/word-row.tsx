import { memo, useId, useState } from "react";
import type { PartOfSpeech, Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { Meaning } from "./meaning.tsx";
import { LazySaveWord } from "./save/lazy-save-word.ts";
import { LazySettleReading } from "./settle/lazy-settle-reading.ts";
import { useWriteReading } from "#web/text/use-write-reading.ts";
import { Why } from "./why.tsx";
import styles from "./word-table.module.css";

/** What all rows of a card share. */
export type RowProps = {
  cardId: string;
  /** The sentence. */
  text: string;
  language: LearningLanguage;
  explanation: string;
  messageId: string | undefined;
  /** The model that explained the sentence. */
  model: string | null;
  /** The model may still add to it. */
  isPending: boolean;
  /** No row may be added now. */
  isHeld: boolean;
  onAskAbout: ((word: Word, cardId: string) => void) | undefined;
};

type Props = RowProps & {
  word: Word;
  /** It is part of an expression, whose meaning stands above it. */
  isJoined: boolean;
};

/** One word. An event about another word does not render it again. */
export const WordRow = memo(function WordRow(props: Props) {
  const { cardId, text, word, language, explanation, messageId, model, isPending, isHeld, isJoined, onAskAbout } =
    props;
  const t = useTranslate().card;
  const interfaceLanguage = useInterfaceLanguage();
  const whyId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { lemma, inflection, partOfSpeech } = word;
  const shown = shownReading(word, language);
  // a model that is still writing may bring the reading
  const mark = isPending && shown.mark === "missing" ? "none" : shown.mark;
  const surface = withoutBrackets(word.surface, language);
  const write = useWriteReading(language);
  const printed = write(shown.reading) || (mark === "none" ? "" : mark === "missing" ? "?" : surface);
  const { isSettled = false } = word;
  const marked = (mark !== "none" || isSettled) && (
    <>
      <span className={styles.mark}>{printed || surface}</span>
      <span className="visually-hidden"> ({mark === "none" ? t.settledByYou : t.marks[mark]})</span>
    </>
  );
  // a contradiction is explained at once, everything else on a press
  const showsWhy = mark === "conflict" ? !isHeld : marked && isOpen;

  return (
    <>
      <tr data-mark={mark} data-settled={isSettled || undefined}>
        <th scope="row" className={styles.surface} lang={language}>
          {surface}
          {lemma && lemma !== surface && <small title={t.dictionaryForm(lemma)}>{lemma}</small>}
          {inflection && inflection.length > 0 && (
            <small className={styles.inflection} lang={interfaceLanguage}>
              {inflection.map((name) => t.inflections[name]).join(t.listSeparator)}
            </small>
          )}
        </th>
        <td className={styles.reading} lang={language} data-copied="">
          {!marked ? (
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
          <Meaning word={word} isPending={isPending} isJoined={isJoined} />
        </td>
        <PartOfSpeechCell partOfSpeech={partOfSpeech} />
        <td className={styles.save} data-uncopied="">
          <LazySaveWord word={word} text={text} language={language} messageId={messageId} cardId={cardId} />
        </td>
      </tr>
      {showsWhy && (
        <tr className={styles.why} data-mark={mark} id={whyId}>
          <td colSpan={5}>
            <Why word={word} language={language} mark={mark} others={shown.others} />
            <LazySettleReading
              word={word}
              text={text}
              language={language}
              messageId={messageId}
              model={model}
              // this removes the mark, and leaves the row open
              onSettle={() => setIsOpen(true)}
              onAskAbout={onAskAbout && !isPending ? () => onAskAbout(word, cardId) : undefined}
            />
          </td>
        </tr>
      )}
    </>
  );
});

export function PartOfSpeechCell({ partOfSpeech, colSpan }: { partOfSpeech: PartOfSpeech; colSpan?: number }) {
  const name = useTranslate().card.parts[partOfSpeech];
  return (
    <td className={styles.part} colSpan={colSpan}>
      {name && (
        <>
          <i className={styles[hues[partOfSpeech] ?? "auxiliary"]} />
          {name}
        </>
      )}
    </td>
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
