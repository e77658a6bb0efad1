import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";
import styles from "./dialog.module.css";
import { CloseIcon } from "./icons.tsx";
import { returnFocus } from "./return-focus.ts";
import { showToastsIn } from "./toast.tsx";

type Props = {
  title: string;
  closeLabel: string;
  /** Where it opens: in the middle, in the middle as wide as text, over the left side of the page, under the top bar, or at the top with a height of its own. */
  kind?: "plain" | "wide" | "drawer" | "menu" | "search";
  onClose: () => void;
  children: ReactNode;
};

/** A modal dialog: the browser keeps the focus inside, closes it on Escape, and returns the focus. */
export function Dialog({ title, closeLabel, kind = "plain", onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // before a field inside takes the focus
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (!dialog.current) return;
    dialog.current.showModal();
    const stopShowing = showToastsIn(dialog.current);
    return () => {
      stopShowing();
      // the browser returns the focus when the dialog closes, but not when a button inside ends it
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
      returnFocus(); // for when nothing had the focus before, or that element is gone
    };
  }, [before]);
  return (
    // a press outside reaches the dialog element itself, because the backdrop is part of it; keyboard users have Escape
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={cx(styles.dialog, kind !== "plain" && styles[kind])}
      aria-label={title}
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
    >
      <div className={styles.body}>
        <header>
          <h2>{title}</h2>
          <Button kind="icon" aria-label={closeLabel} onClick={() => dialog.current?.close()}>
            <CloseIcon size={19} />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
