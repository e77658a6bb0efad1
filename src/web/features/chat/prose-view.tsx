import { memo, useDeferredValue, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { LongText } from "#web/cards/long-text.tsx";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { cx } from "#web/ui/cx.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { PlainText } from "./plain-text.tsx";
import { planProse } from "./plan-prose.ts";
import styles from "./prose-view.module.css";

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

/** A longer text is drawn in a second step, so that the browser can react in between. */
const drawnAtOnce = 4_000;

export const Prose = memo(function Prose({ text, language, messageId }: Props) {
  const isDrawn = useDeferredValue(true, text.length <= drawnAtOnce);
  const about = useExplanationTag();
  return (
    <div>
      {planProse(text).map(({ kind, text: piece, end }, index) => {
        if (kind === "plain" || (!isDrawn && end > drawnAtOnce))
          return (
            <div key={`${index} plain`} className={cx(styles.prose, kind !== "plain" && styles.hidden)} data-prose="">
              <LongText text={piece} language={language} />
            </div>
          );
        return (
          <ProsePiece
            key={index}
            isMarkdown={kind === "markdown"}
            text={piece}
            language={language}
            about={about}
            messageId={messageId}
          />
        );
      })}
    </div>
  );
});

type PieceProps = Props & { isMarkdown: boolean; about: string };

/** A paragraph, and under it the card of the sentence that was pressed in it. */
const ProsePiece = memo(function ProsePiece({ isMarkdown, text, language, about, messageId }: PieceProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const toggle = (sentence: string) => setOpened((current) => (current === sentence ? null : sentence));
  const piece = { text, language, about, opened, onPress: toggle };
  return (
    <>
      <div className={styles.prose} data-prose="">
        {isMarkdown ? <Markdown {...piece} /> : <PlainText {...piece} />}
      </div>
      {opened !== null && (
        <SentenceCard text={opened} language={language} messageId={messageId} onClose={() => setOpened(null)} />
      )}
    </>
  );
});
