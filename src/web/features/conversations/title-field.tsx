import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useComposition } from "#web/ui/use-composition.ts";
import styles from "./title-field.module.css";

/** A title being typed. Enter or leaving the field saves it, Escape does not; `onDone` gets `null` when nothing changes. */
export function TitleField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const t = useTranslate().shell;
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  const composition = useComposition();
  const isDone = useRef(false);
  const first = useRef(title);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const finish = (kept: string | null) => {
    if (isDone.current) return; // removing the field also fires blur
    isDone.current = true;
    const typed = kept?.trim();
    // compared with the title at the beginning: another window may have renamed it meanwhile, and an untouched field must not undo that
    onDone(typed && typed !== first.current ? typed : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (composition.isComposing(event)) return;
    if (event.key === "Enter") finish(text);
    if (event.key !== "Escape") return;
    event.preventDefault(); // Escape would stop the answer as well
    event.stopPropagation();
    finish(null);
  };
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label={t.titleLabel}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onCompositionStart={composition.onCompositionStart}
      onCompositionEnd={composition.onCompositionEnd}
      onBlur={() => finish(text)}
    />
  );
}
