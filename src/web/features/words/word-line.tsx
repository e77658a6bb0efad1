import { memo } from "react";
import { Link } from "wouter";
import { type WordStatus, wordStatuses } from "#shared/words/word-values.ts";
import type { ListedWord } from "#shared/words/words.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { useWriteReading } from "#web/text/use-write-reading.ts";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { Checkbox } from "#web/ui/field.tsx";
import { rowHeight } from "./use-range.ts";
import styles from "./word-list.module.css";

type Props = {
  word: ListedWord;
  index: number;
  total: number;
  /** The search part of the address. */
  query: string;
  isChosen: boolean;
  isOpen: boolean;
  /** The row that the Tab key reaches. */
  isCurrent: boolean;
  onChoose: (index: number, word: ListedWord, isRange: boolean) => void;
  onStatus: (word: ListedWord, status: WordStatus) => void;
};

/** One word of the list, with the sentence in which it was saved last. */
export const WordLine = memo(function WordLine(props: Props) {
  const { word, index, total, query, isChosen, isOpen, isCurrent, onChoose, onStatus } = props;
  const t = useWordsStrings();
  const { statuses } = useSavingStrings();
  const write = useWriteReading(word.language);
  const { lemma, language, sentence, status } = word;
  const meaning = word.meaning ?? word.dictionaryMeaning;
  const reading = write(word.reading);
  return (
    <li
      className={styles.line}
      style={{ top: index * rowHeight }}
      data-index={index}
      data-chosen={isChosen || undefined}
      aria-setsize={total}
      aria-posinset={index + 1}
    >
      <label className={styles.box}>
        <span className="visually-hidden">{t.choose(lemma)}</span>
        <Checkbox
          tabIndex={isCurrent ? 0 : -1}
          checked={isChosen}
          onChange={({ nativeEvent }) =>
            onChoose(index, word, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true)
          }
        />
      </label>
      <Link
        href={`/words/${word.id}${query}`}
        className={styles.word}
        tabIndex={isCurrent ? 0 : -1}
        aria-current={isOpen ? "true" : undefined}
      >
        <span className={styles.name} lang={language}>
          <b>{lemma}</b>
          {reading !== "" && reading !== lemma && <small>{reading}</small>}
        </span>
        <span className={styles.about}>
          <span>{word.kind === "correction" ? <del lang={language}>{word.wrong}</del> : meaning}</span>
          {sentence && word.kind === "word" && (
            <small lang={language}>
              {before(sentence)}
              <mark>{sentence.text.slice(sentence.start, sentence.end)}</mark>
              {sentence.text.slice(sentence.end)}
            </small>
          )}
        </span>
      </Link>
      <ChipSelect
        label={t.statusOf(lemma)}
        value={status}
        className={styles.status}
        tabIndex={isCurrent ? 0 : -1}
        options={wordStatuses.map((value) => ({ value, label: statuses[value] }))}
        onChoose={(value) => onStatus(word, value)}
      />
    </li>
  );
});

/** In UTF-16 units: with more text before it, the word would be cut off. */
const longestBefore = 14;
const before = ({ text, start }: NonNullable<ListedWord["sentence"]>) =>
  start <= longestBefore ? text.slice(0, start) : `…${text.slice(start - longestBefore, start)}`;
