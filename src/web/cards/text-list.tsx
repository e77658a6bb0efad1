import { useState } from "react";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { needsBlocks } from "./long-text.tsx";
import { SentenceCard } from "./sentence-card.tsx";
import { SentenceButton, SentenceList } from "./sentence-button.tsx";
import styles from "./text-list.module.css";

type Props = { texts: readonly string[]; language: LearningLanguage; messageId?: string };

/** The texts of one picture: the learner opens the one that matters. */
export function TextList({ texts, language, messageId }: Props) {
  const t = useAnsweringStrings().texts;
  const [open, setOpen] = useState<number | null>(null);
  return (
    <div>
      <p className={styles.lead}>{t.title(texts.length)}</p>
      <SentenceList>
        {texts.map((text, index) => {
          const isOpen = open === index;
          const toggle = () => setOpen(isOpen ? null : index);
          const lang = isWrittenIn(text, language) ? language : undefined;
          return (
            <li key={index}>
              {lang && !needsBlocks(text) ? (
                <div className={styles.living} data-open={isOpen || undefined}>
                  <LivingText text={text} language={language} messageId={messageId} onOpen={toggle} isOpen={isOpen} />
                </div>
              ) : (
                <SentenceButton lang={lang} aria-expanded={isOpen} onClick={toggle}>
                  {text}
                </SentenceButton>
              )}
              {isOpen && (
                <SentenceCard text={text} language={language} messageId={messageId} onClose={() => setOpen(null)} />
              )}
            </li>
          );
        })}
      </SentenceList>
    </div>
  );
}
