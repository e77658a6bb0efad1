import { useEffect, useRef } from "react";
import type { Word } from "#shared/card.ts";
import type { ShownEntry } from "#shared/dictionaries.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import { isSameLanguage } from "#shared/languages/language-tags.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useDictionaryName } from "#web/i18n/use-dictionary-name.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Button } from "#web/ui/button.tsx";
import { ChevronIcon, ChevronUpIcon } from "#web/ui/icons.tsx";
import styles from "./popup.module.css";

type Props = {
  word: Word;
  language: LearningLanguage;
  /** Undefined until they have arrived. */
  entries: readonly ShownEntry[] | undefined;
  /** The current entry. */
  at: number;
  onMove: (step: 1 | -1) => void;
  /** The entries could not be loaded. */
  onRetry: (() => void) | undefined;
};

/** The entries of all dictionaries, in the learner's order. Until they arrive, the word's own meanings stand in their place. */
export function Entries({ word, language, entries, at, onMove, onRetry }: Props) {
  const t = usePopupStrings();
  const list = useRef<HTMLOListElement>(null);
  const isMoved = useRef(false);
  useEffect(() => {
    const current = list.current?.children[at];
    // the first entry is in view anyway
    if (current && isMoved.current) current.scrollIntoView({ block: "nearest" });
    isMoved.current = true;
  }, [at]);

  if (!entries) {
    const carried = word.dictionaryMeanings ?? [];
    return (
      <>
        {carried.length > 0 && (
          <div className={styles.entry}>
            <Meanings meanings={carried} meaningsIn="en" language={language} />
          </div>
        )}
        {onRetry ? (
          <p className={styles.note}>
            {t.failed}{" "}
            <Button kind="link" onClick={onRetry}>
              {t.tryAgain}
            </Button>
          </p>
        ) : (
          carried.length === 0 && <p className={styles.note}>{t.loading}</p>
        )}
      </>
    );
  }
  if (entries.length === 0) return <p className={styles.note}>{t.nothing}</p>;
  const firstOther = entries.findIndex(({ fits }) => !fits);
  return (
    <>
      {entries.length > 1 && (
        <div className={styles.pager}>
          <span aria-live="polite">{t.entry(at + 1, entries.length)}</span>
          <Button kind="icon" title={t.previousEntry} isOff={at === 0} onClick={() => onMove(-1)}>
            <ChevronUpIcon size={17} />
            <span className="visually-hidden">{t.previousEntry}</span>
          </Button>
          <Button kind="icon" title={t.nextEntry} isOff={at === entries.length - 1} onClick={() => onMove(1)}>
            <ChevronIcon size={17} />
            <span className="visually-hidden">{t.nextEntry}</span>
          </Button>
        </div>
      )}
      <ol ref={list} className={styles.entries}>
        {entries.map((entry, index) => (
          <li
            key={`${entry.dictionary} ${index}`}
            className={styles.entry}
            data-current={(index === at && entries.length > 1) || undefined}
            aria-current={index === at && entries.length > 1 ? "true" : undefined}
          >
            {index === firstOther && <p className={styles.note}>{t.others}</p>}
            <EntryHead entry={entry} shown={withoutBrackets(word.surface, language)} language={language} />
            <Meanings meanings={entry.meanings} meaningsIn={entry.meaningsIn} language={language} />
          </li>
        ))}
      </ol>
    </>
  );
}

type HeadProps = { entry: ShownEntry; shown: string; language: LearningLanguage };

function EntryHead({ entry, shown, language }: HeadProps) {
  const t = usePopupStrings();
  const { parts, listSeparator } = useTranslate().card;
  const nameOf = useDictionaryName();
  const { spellings, readings, partsOfSpeech, isCommon, dictionary, dictionaryName } = entry;
  const names = [...partsOfSpeech.map((part) => parts[part]), isCommon ? t.common : ""].filter(Boolean);
  const isOther = spellings.length > 1 || spellings[0] !== shown;
  return (
    <p className={styles.entryHead}>
      {(isOther || readings.length > 0) && (
        <b lang={language}>
          {spellings.slice(0, 3).join("・")}
          {readings.length > 0 && readings[0] !== spellings[0] && <span> {readings.slice(0, 3).join("・")}</span>}
        </b>
      )}{" "}
      <small>{names.join(listSeparator)}</small> <cite>{nameOf(dictionary, dictionaryName)}</cite>
    </p>
  );
}

type MeaningsProps = { meanings: readonly string[]; meaningsIn: string; language: LearningLanguage };

const Meanings = ({ meanings, meaningsIn, language }: MeaningsProps) =>
  meanings.length === 1 ? (
    <p lang={meaningsIn}>
      <Meaning text={meanings[0] ?? ""} meaningsIn={meaningsIn} language={language} />
    </p>
  ) : (
    <ol className={styles.meanings} lang={meaningsIn}>
      {meanings.map((meaning, index) => (
        <li key={index}>
          <Meaning text={meaning} meaningsIn={meaningsIn} language={language} />
        </li>
      ))}
    </ol>
  );

/** The words of a dictionary that explains in the learning language can be looked up too. */
const Meaning = ({ text, meaningsIn, language }: { text: string; meaningsIn: string; language: LearningLanguage }) =>
  isSameLanguage(meaningsIn, language) ? <LivingText text={text} language={language} /> : text;
