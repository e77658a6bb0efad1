import type { MouseEvent } from "react";
import { useBinStrings } from "#web/i18n/use-bin-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import styles from "./bin-page.module.css";

type Props = { title: string; onConfirm: () => void; onClose: () => void };

/** The browser then returns the focus to the button that opened the dialog. */
const close = ({ currentTarget }: MouseEvent<HTMLElement>) => currentTarget.closest("dialog")?.close();

/** Asks before anything is deleted for good. */
export function PurgeDialog({ title, onConfirm, onClose }: Props) {
  const t = useBinStrings();
  return (
    <Dialog title={title} closeLabel={useTranslate().shell.close} onClose={onClose}>
      <p>{t.noUndo}</p>
      <div className={styles.actions}>
        <Button onClick={close}>{t.cancel}</Button>
        <Button
          kind="danger"
          onClick={(event) => {
            onConfirm();
            close(event);
          }}
        >
          {t.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
