import { memo, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import { PlainText } from "./plain-text.tsx";
import styles from "./prose-view.module.css";
import { hasMarkdown, splitProse } from "./split-prose.ts";

type Props = { text: string; language: LearningLanguage; messageId: string };

/** Until the renderer is loaded, the text takes its space invisibly, so that **signs** do not flash up and disappear. */
const Markdown = lazyPart(() => import("./markdown.tsx").then((part) => part.Markdown), {
  Placeholder: ({ text }) => (
    <p className={styles.hidden} aria-hidden="true">
      {text}
    </p>
  ),
  Instead: PlainText,
});

/** Most answers contain Markdown: the renderer is loaded during the wait for the first one. */
export const preloadMarkdown = Markdown.preload;

export const Prose = memo(function Prose({ text, language, messageId }: Props) {
  return (
    <div>
      {splitProse(text).map((piece, index) => (
        <ProsePiece key={index} text={piece} language={language} messageId={messageId} />
      ))}
    </div>
  );
});

/** A paragraph, and under it the card of the sentence that was pressed in it. */
const ProsePiece = memo(function ProsePiece({ text, language, messageId }: Props) {
  const [opened, setOpened] = useState<string | null>(null);
  const toggle = (sentence: string) => setOpened((current) => (current === sentence ? null : sentence));
  const piece = { text, language, opened, onPress: toggle };
  return (
    <>
      <div className={styles.prose} data-prose="">
        {hasMarkdown(text) ? <Markdown {...piece} /> : <PlainText {...piece} />}
      </div>
      {opened !== null && (
        <SentenceCard text={opened} language={language} messageId={messageId} onClose={() => setOpened(null)} />
      )}
    </>
  );
});
