import { memo, useDeferredValue } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { LongText } from "#web/cards/long-text.tsx";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { GrowingContext } from "#web/text/growing.ts";
import { completeMarkdown } from "#web/text/markdown/complete-markdown.ts";
import { cx } from "#web/ui/cx.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { CardsProvider, useOpenedCards } from "./opened-cards.tsx";
import { PlainText, type ProsePieceProps } from "./plain-text.tsx";
import { planProse } from "./plan-prose.ts";
import styles from "./prose-view.module.css";

type Props = {
  text: string;
  language: LearningLanguage;
  messageId: string;
  /** It is still being written. */
  isGrowing?: boolean;
};

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

/** A longer text is drawn in a second step, so that the browser can handle input in between. */
const drawnAtOnce = 4_000;

export const Prose = memo(function Prose({ text, language, messageId, isGrowing = false }: Props) {
  const isDrawn = useDeferredValue(true, text.length <= drawnAtOnce);
  const about = useExplanationTag();
  return (
    <div>
      {planProse(isGrowing ? completeMarkdown(text) : text).map(({ kind, text: piece, end }, index) => {
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
            isGrowing={isGrowing}
          />
        );
      })}
    </div>
  );
});

type PieceProps = ProsePieceProps & { isMarkdown: boolean; isGrowing: boolean };

/** A part of a text that is drawn on its own: a paragraph, a list, a table. */
const ProsePiece = memo(function ProsePiece({ isMarkdown, isGrowing, ...piece }: PieceProps) {
  const { language, messageId } = piece;
  const cards = useOpenedCards({ language, messageId, isGrowing });
  return (
    <CardsProvider value={cards}>
      <GrowingContext value={isGrowing}>
        <div className={styles.prose} data-prose="">
          {isMarkdown ? <Drawn {...piece} /> : <PlainText {...piece} />}
        </div>
      </GrowingContext>
    </CardsProvider>
  );
});

/** Depends on the text alone, so a card that opens redraws only its own paragraph. */
const Drawn = memo(Markdown);
