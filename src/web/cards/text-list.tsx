import { useState } from "react";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
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
        {texts.map((text, index) => (
          <li key={index}>
            <SentenceButton
              lang={isWrittenIn(text, language) ? language : undefined}
              aria-expanded={open === index}
              onClick={() => setOpen(open === index ? null : index)}
            >
              {text}
            </SentenceButton>
            {open === index && (
              <SentenceCard text={text} language={language} messageId={messageId} onClose={() => setOpen(null)} />
            )}
          </li>
        ))}
      </SentenceList>
    </div>
  );
}
