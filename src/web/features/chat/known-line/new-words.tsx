import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { NewWord } from "#shared/video/comprehension.ts";
import { lemmaOf } from "#shared/words/status-of.ts";
import { wordsQuery } from "#web/api/analyse.ts";
import { mark, save, saveInText } from "#web/cards/save/word-actions.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useKnownStrings } from "#web/i18n/use-known-strings.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Button } from "#web/ui/button.tsx";
import styles from "./known-line.module.css";
import { useLemmaStatus } from "./use-lemma-status.ts";

/** How many words are shown at first. */
const firstWords = 20;

type Props = {
  id: string;
  words: readonly NewWord[];
  /** The lines of the text. */
  texts: readonly string[];
  language: LearningLanguage;
  messageId: string;
};

/** The new words of a text, the most frequent first. Each can be saved with its sentence, or marked as known. */
export function NewWords({ id, words, ...place }: Props) {
  const t = useKnownStrings();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? words : words.slice(0, firstWords);
  return (
    <div id={id} className={styles.words}>
      <p className={styles.hint}>{t.hint}</p>
      <ol>
        {shown.map((word) => (
          <NewWordLine key={word.lemma} word={word} {...place} />
        ))}
      </ol>
      {shown.length < words.length && (
        <Button kind="quiet" onClick={() => setShowsAll(true)}>
          {t.more(words.length - shown.length)}
        </Button>
      )}
    </div>
  );
}

type LineProps = Omit<Props, "id" | "words"> & { word: NewWord };

function NewWordLine({ word, texts, language, messageId }: LineProps) {
  const t = useKnownStrings();
  const saving = useSavingStrings();
  const { count } = useFormat();
  const client = useQueryClient();
  const { lemma, meaning, first } = word;
  const status = useLemmaStatus(lemma, word.reading, language);
  const tools = { client, t: saving };
  /** The word in its sentence. Null: the sentence couldn't be read, or the engine no longer finds the word in it. */
  const find = async () => {
    const text = texts[first] ?? "";
    const words = (await client.fetchQuery(wordsQuery(language, text)).catch(() => null))?.words ?? [];
    const index = words.findIndex((each) => lemmaOf(each, language) === lemma);
    return index === -1 ? null : { text, language, words, index, messageId };
  };
  const onSave = async () => {
    const living = await find();
    if (living) await saveInText(tools, living);
    else await save(tools, { language, lemma, reading: word.reading });
  };
  return (
    <li>
      <LivingText text={lemma} language={language} messageId={messageId} />
      <span className={styles.meaning}>
        {meaning} {word.count > 1 && <small>{t.times(count(word.count))}</small>}
      </span>
      <Button
        kind="chip"
        aria-label={saving.saveWord(lemma)}
        isOff={status !== undefined}
        onClick={() => void onSave()}
      >
        {status === undefined ? saving.save : saving.saved}
      </Button>
      <Button
        kind="chip"
        aria-label={t.markKnown(lemma)}
        onClick={() => void mark(tools, { language, lemma, reading: word.reading }, "known")}
      >
        {saving.statuses.known}
      </Button>
    </li>
  );
}
