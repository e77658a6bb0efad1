import { useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { Button } from "./button.tsx";
import { CloseIcon } from "./icons.tsx";
import { isTyping } from "./is-typing.ts";
import styles from "./toast.module.css";

type Toast = { id: number; text: string; action?: { label: string; run: () => void } };

/** Long enough to read. */
const shownMs = 10_000;
/** Long enough to read, think and reach Undo slowly. After that, the bin restores what was deleted. */
const shownWithActionMs = 30_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const readToasts = () => toasts;
const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) toasts = []; // the page is gone; a later page must not show its messages
  };
};

/** Shows what has happened, with a way to undo it. It stays when the page changes. */
export const showToast = (toast: Omit<Toast, "id">) => change([...toasts.slice(-2), { ...toast, id: ++lastId }]);
const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id));

/** The open modal dialogs. Only what is inside the last one can be seen and pressed. */
let dialogs: readonly HTMLElement[] = [];
const changeDialogs = (next: readonly HTMLElement[]) => {
  dialogs = next;
  for (const listener of listeners) listener();
};

/** Shows the messages inside a modal dialog, until the returned function is called. */
export function showToastsIn(dialog: HTMLElement): () => void {
  changeDialogs([...dialogs, dialog]);
  return () => changeDialogs(dialogs.filter((other) => other !== dialog));
}

/** Ctrl+Z undoes the last thing that can be undone, except while the learner types. */
function useUndoKey() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
      if (!isUndo || event.shiftKey || event.altKey || isTyping(event.target)) return;
      const last = toasts.findLast(({ action }) => action);
      if (!last) return;
      event.preventDefault();
      dismiss(last.id);
      last.action?.run();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

export function Toaster({ dismissLabel }: { dismissLabel: string }) {
  const shown = useSyncExternalStore(subscribe, readToasts, readToasts);
  const place = useSyncExternalStore(
    subscribe,
    () => dialogs.at(-1) ?? document.body,
    () => null,
  );
  useUndoKey();
  if (!place) return null; // the first frame, which the server draws
  return createPortal(
    <section className={styles.toaster} aria-live="polite">
      {shown.map((toast) => (
        <ToastRow key={toast.id} toast={toast} dismissLabel={dismissLabel} />
      ))}
    </section>,
    place,
  );
}

function ToastRow({ toast: { id, text, action }, dismissLabel }: { toast: Toast; dismissLabel: string }) {
  const [held, setHeld] = useState(false);
  const hasAction = action !== undefined;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), hasAction ? shownWithActionMs : shownMs);
    return () => clearTimeout(timer);
  }, [held, id, hasAction]);

  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      {action && (
        <Button
          kind="link"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button kind="icon" aria-label={dismissLabel} onClick={() => dismiss(id)}>
        <CloseIcon size={16} />
      </Button>
    </div>
  );
}
