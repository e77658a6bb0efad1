import type { ElementContent } from "hast";
import { type KeyboardEvent, memo, type MouseEvent, use, useLayoutEffect, useRef } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { isComposing } from "#web/ui/is-composing.ts";
import { DrawnWords } from "./drawn-words.tsx";
import { setLiving } from "./living.ts";
import styles from "./living-text.module.css";
import { leaveCurrent, moveCurrent } from "./move-current.ts";
import { PlaceContext } from "./place-context.ts";
import { useWords } from "./use-words.ts";

type Props = {
  text: string;
  language: LearningLanguage;
  /** The words of a card. Without them the engine is asked. */
  words?: readonly Word[] | undefined;
  /** The same text with its inline formatting: words are drawn through it. */
  nodes?: readonly ElementContent[] | undefined;
  /** The sentence has a card in place, which this opens or closes. */
  onOpen?: (() => void) | undefined;
  isOpen?: boolean | undefined;
  /** A model has explained it. */
  isExplained?: boolean | undefined;
  messageId?: string | undefined;
};

/** Text in a learning language: its words can be looked up, and have their readings above them. */
export const LivingText = memo(function LivingText(props: Props) {
  const { text, language, words: given, nodes, onOpen, isOpen = false, isExplained = false, messageId } = props;
  const ref = useRef<HTMLSpanElement>(null);
  const place = use(PlaceContext);
  const { words, divided } = useWords(ref, { text, language, given, nodes, isOneOfMany: onOpen !== undefined });
  useLayoutEffect(() => {
    if (ref.current) setLiving(ref.current, { text, language, words, messageId, place, onOpen });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, currentTarget: root } = event;
    const isPress = key === "Enter" || key === " ";
    if (isPress && root.querySelector("[data-current]")) root.querySelector<HTMLElement>("[data-current]")?.click();
    else if (isPress && onOpen) onOpen();
    else if (key === "Escape" && leaveCurrent(root)) event.stopPropagation();
    else if (!moveCurrent(root, key)) return;
    event.preventDefault();
  };
  const opens = onOpen && {
    "aria-expanded": isOpen,
    onClick: ({ target, currentTarget }: MouseEvent<HTMLElement>) => {
      // a press on a word opens the popup; a click that ends a selection does nothing
      if (target instanceof Element && target.closest("[data-word]")) return;
      if (getSelection()?.isCollapsed === false) return;
      focus(currentTarget);
      onOpen();
    },
  };
  return (
    // a real button is one box and cannot break over lines, and the arrow keys move between the words of every sentence
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      ref={ref}
      className={styles.text}
      data-living=""
      lang={language}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      // no role without a card: a heading, a cell or a link that holds a group has no name, because a group's text is none of its own
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role={onOpen && "button"}
      {...opens}
      data-opens={onOpen && ""}
      data-explained={isExplained || undefined}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => leaveCurrent(currentTarget)}
      onMouseDown={({ currentTarget }) => leaveToSelection(currentTarget)}
    >
      {words.length === 0 && !nodes ? (
        text
      ) : (
        <DrawnWords
          text={text}
          language={language}
          words={words}
          divided={divided}
          nodes={nodes}
          hidesBrackets={given !== undefined}
        />
      )}
    </span>
  );
});

/**
 * Keeps a press of the mouse, which may begin a selection, from focusing the sentence: a click focuses it. On the first letter, Chromium
 * puts the start of the selection at the end of the sentence before it, and it selects nothing while another sentence has the focus.
 */
function leaveToSelection(sentence: HTMLElement) {
  sentence.removeAttribute("tabindex");
  requestAnimationFrame(() => {
    sentence.tabIndex = 0;
  });
}

function focus(sentence: HTMLElement) {
  sentence.tabIndex = 0;
  sentence.focus({ preventScroll: true });
}
