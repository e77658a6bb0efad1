import { useEffect, useRef } from "react";
import type { NewCard } from "#shared/chat.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import styles from "./selected-card.module.css";

export type SelectedText = {
  messageId: string;
  text: string;
  language: LearningLanguage;
  context: NonNullable<NewCard["context"]>;
};

/** The card of a selection, under its message. */
export function SelectedCard({ messageId, text, language, context, onClose }: SelectedText & { onClose: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={ref} tabIndex={-1} className={styles.card}>
      <SentenceCard text={text} language={language} messageId={messageId} context={context} onClose={onClose} />
    </div>
  );
}
