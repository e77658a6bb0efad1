import type { Conversation } from "#shared/chat.ts";
import { isNotThere, useRestoreConversation } from "#web/api/change-conversation.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import styles from "./cannot-open.module.css";
import thread from "./thread.module.css";

type Props = { known: Conversation | undefined; isMissing: boolean; onAgain: () => void };

/** Shown for a conversation that cannot be opened. One that was open until it was deleted can be restored. */
export function CannotOpen({ known, isMissing, onAgain }: Props) {
  const t = useTranslate();
  const restore = useRestoreConversation();
  const wasDeleted = isMissing && known !== undefined;
  const isPurged = isNotThere(restore.error);
  const onUndo = () =>
    known &&
    restore.mutate(known.id, {
      onError: (error) => !isNotThere(error) && showToast({ text: t.shell.failed }),
    });
  return (
    <div className={thread.thread}>
      <div className={styles.note} role="alert">
        <p>
          {wasDeleted
            ? t.shell[isPurged ? "deletedForGood" : "deleted"](known.title ?? t.shell.newChat)
            : isMissing
              ? t.chat.missing
              : t.chat.loadFailed}
        </p>
        {wasDeleted && !isPurged && (
          <Button isPending={restore.isPending} onClick={onUndo}>
            {t.shell.undo}
          </Button>
        )}
        {isMissing ? (
          <ButtonLink href="/chat">{t.shell.newChat}</ButtonLink>
        ) : (
          <Button onClick={onAgain}>{t.shell.tryAgain}</Button>
        )}
      </div>
    </div>
  );
}
