import { memo } from "react";
import type { Join, Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { arrives, useUnlessHeld } from "./use-still.ts";
import { PartOfSpeechCell, WordRow, type RowProps } from "./word-row.tsx";
import styles from "./word-table.module.css";

type Props = RowProps & { words: readonly Word[]; joins: readonly Join[] };

/** The words of a sentence, one row each. Words that are one expression stand together below a row with its meaning. */
export function WordTable({ words, joins, ...row }: Props) {
  const t = useTranslate().card;
  const shownJoins = useUnlessHeld(joins, row.isHeld);
  return (
    <table className={styles.words}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t.word}</th>
          <th scope="col">{t.reading}</th>
          <th scope="col">{t.meaning}</th>
          <th scope="col" colSpan={2}>
            {t.partOfSpeech}
          </th>
        </tr>
      </thead>
      {groupWords(words, shownJoins).map(({ join, words: group }) => (
        <tbody key={group[0]?.start} className={join && styles.join}>
          {join && <JoinRow text={row.text} join={join} language={row.language} explanation={row.explanation} />}
          {group.map((word) => (
            <WordRow key={word.start} word={word} isJoined={join !== null} {...row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

type JoinProps = { text: string; join: Join; language: LearningLanguage; explanation: string };

const JoinRow = memo(function JoinRow({ text, join, language, explanation }: JoinProps) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={2} className={styles.surface} lang={language}>
        {text.slice(join.start, join.end)}
      </th>
      <td className={styles.meaning} lang={explanation}>
        <span {...arrives}>{join.meaning}</span>
      </td>
      <PartOfSpeechCell partOfSpeech="expression" colSpan={2} />
    </tr>
  );
});

type Group = { join: Join | null; words: Word[] };

/** Puts the words of each join together, and the words between two joins. */
function groupWords(words: readonly Word[], joins: readonly Join[]): Group[] {
  const groups: Group[] = [];
  for (const word of words) {
    const join = joins.find(({ start, end }) => start <= word.start && word.end <= end) ?? null;
    const last = groups.at(-1);
    if (last && last.join === join) last.words.push(word);
    else groups.push({ join, words: [word] });
  }
  return groups;
}
