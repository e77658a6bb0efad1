import type { KeyboardEvent, ReactNode } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { isComposing } from "#web/ui/is-composing.ts";
import styles from "./pressable.module.css";

type Props = {
  language: LearningLanguage;
  isOpen: boolean;
  /** A model has explained it. */
  isExplained?: boolean;
  onPress: () => void;
  children: ReactNode;
};

/** A sentence in prose that opens as a card. */
export function Pressable({ language, isOpen, isExplained, onPress, children }: Props) {
  const t = useTranslate().chat;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    onPress();
  };
  return (
    <span
      className={styles.pressable}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a real button is one box and cannot break over lines
      role="button"
      tabIndex={0}
      lang={language}
      aria-expanded={isOpen}
      data-explained={isExplained || undefined}
      title={t.openSentence}
      onClick={({ currentTarget }) => {
        // ignores the click that ends a text selection
        if (getSelection()?.isCollapsed === false) return;
        focus(currentTarget);
        onPress();
      }}
      onKeyDown={onKeyDown}
      onMouseDown={({ currentTarget }) => leaveToSelection(currentTarget)}
    >
      {children}
    </span>
  );
}

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
