import type { ReactNode } from "react";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button, type ButtonKind } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import styles from "./data.module.css";
import { FailureText } from "./failure-text.tsx";

type Props = {
  title: string;
  action: string;
  kind?: ButtonKind;
  isReady?: boolean;
  change: { isPending: boolean; isSuccess: boolean; error: unknown };
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before everything is replaced. It stays open while that happens, and says why if it fails. */
export function Confirm({
  title,
  action,
  kind = "primary",
  isReady = true,
  change,
  onConfirm,
  onClose,
  children,
}: Props) {
  const { shell } = useTranslate();
  const isBusy = change.isPending || change.isSuccess; // after a success the page loads again
  return (
    <Dialog title={title} closeLabel={shell.close} onClose={onClose}>
      <div className={styles.stack}>
        {children}
        <FailureText error={change.error} />
        <Button kind={kind} isPending={isBusy} disabled={!isReady} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
