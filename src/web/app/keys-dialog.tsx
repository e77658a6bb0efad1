import { useEffect, useState } from "react";
import { useTranslate } from "#web/i18n/use-translate.ts";
import type { Strings } from "#web/i18n/en.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { isComposing } from "#web/ui/is-composing.ts";
import { isTyping } from "#web/ui/is-typing.ts";
import styles from "./keys-dialog.module.css";

/** All shortcuts for the dialog. Each one is handled elsewhere, beside the code that it controls. */
const keys: readonly { keys: readonly string[]; label: keyof Omit<Strings["shell"]["keys"], "title"> }[] = [
  { keys: ["Enter"], label: "send" },
  { keys: ["Alt", "Enter"], label: "sendOther" },
  { keys: ["Shift", "Enter"], label: "newLine" },
  { keys: ["Ctrl", "Enter"], label: "sendAlways" },
  { keys: ["Esc"], label: "stop" },
  { keys: ["Shift", "Esc"], label: "focus" },
  { keys: ["E"], label: "explainSelection" },
  { keys: ["/"], label: "search" },
  { keys: ["↑", "↓"], label: "chats" },
  { keys: ["→", "←"], label: "chatActions" },
  { keys: ["Ctrl", "Z"], label: "undo" },
  { keys: ["?"], label: "help" },
];

/** Shows the shortcuts on `?`, except while the learner types. */
export function KeysDialog() {
  const t = useTranslate().shell;
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "?" || isComposing(event) || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      setIsOpen(true);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);

  if (!isOpen) return null;
  return (
    <Dialog title={t.keys.title} closeLabel={t.close} onClose={() => setIsOpen(false)}>
      <dl className={styles.keys}>
        {keys.map(({ keys: combination, label }) => (
          <div key={label}>
            <dt>{t.keys[label]}</dt>
            <dd>
              {combination.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
