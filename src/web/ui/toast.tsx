import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "./button.tsx";
import { CloseIcon } from "./icons.tsx";
import styles from "./toast.module.css";

type Toast = { id: number; text: string; action?: { label: string; run: () => void } };

/** Long enough to read, think and reach Undo with the keyboard. */
const shownMs = 10_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Shows what has happened, with a way to undo it. It stays when the page changes. */
export const showToast = (toast: Omit<Toast, "id">) => change([...toasts.slice(-2), { ...toast, id: ++lastId }]);
const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id));

export function Toaster({ dismissLabel }: { dismissLabel: string }) {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section className={styles.toaster} aria-live="polite">
      {shown.map((toast) => (
        <ToastRow key={toast.id} toast={toast} dismissLabel={dismissLabel} />
      ))}
    </section>
  );
}

function ToastRow({ toast: { id, text, action }, dismissLabel }: { toast: Toast; dismissLabel: string }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id]);

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
