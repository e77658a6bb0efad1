import type { ReactNode } from "react";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { SentenceButton, SentenceList } from "#web/cards/sentence-button.tsx";
import { TaggedText } from "#web/cards/tagged-text.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { BlossomMark } from "#web/ui/blossom-mark.tsx";
import styles from "./empty-chat.module.css";
import thread from "./thread.module.css";

type Props = { language: LearningLanguage; onExample: (sentence: string) => void; children?: ReactNode };

/** A page without messages: its purpose, and a first step that takes one press. */
export function EmptyChat({ language, onExample, children }: Props) {
  const t = useTranslate().chat.empty;
  const { name, examples } = languages[language];
  return (
    <div className={thread.thread}>
      <div className={styles.empty}>
        {children || (
          <>
            <BlossomMark size={40} />
            <h2>
              <TaggedText text={t.title(name)} language={language} />
            </h2>
            <p>{t.lead}</p>
          </>
        )}
        <h3>{t.examples}</h3>
        <div className={styles.examples}>
          <SentenceList>
            {examples.map((example) => (
              <li key={example}>
                <SentenceButton lang={language} onClick={() => onExample(example)}>
                  {example}
                </SentenceButton>
              </li>
            ))}
          </SentenceList>
        </div>
      </div>
    </div>
  );
}
