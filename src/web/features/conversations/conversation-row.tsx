import { memo, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { Conversation } from "#shared/chat.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import { useDeleteConversation, useRenameConversation, useRestoreConversation } from "#web/api/change-conversation.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { PencilIcon, BinIcon } from "#web/ui/icons.tsx";
import { showToast } from "#web/ui/toast.tsx";
import styles from "./conversation-row.module.css";
import { TitleField } from "./title-field.tsx";

type Props = { conversation: Conversation; isActive: boolean; onGone: () => void };

export const ConversationRow = memo(function ConversationRow({ conversation, isActive, onGone }: Props) {
  const t = useTranslate().shell;
  const [isRenaming, setIsRenaming] = useState(false);
  const rename = useRenameConversation();
  const remove = useDeleteConversation();
  const restore = useRestoreConversation();
  const { id, language, live } = conversation;
  const title = conversation.title ?? t.newChat;

  // the title field that just closed had the focus
  const link = useRef<HTMLAnchorElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    if (wasRenaming.current && !isRenaming && document.activeElement === document.body) link.current?.focus();
    wasRenaming.current = isRenaming;
  }, [isRenaming]);

  const onRename = (typed: string | null) => {
    setIsRenaming(false);
    if (typed === null || typed === conversation.title) return;
    rename.mutate({ id, title: typed }, { onError: () => showToast({ text: t.failed }) });
  };
  const onDelete = () => {
    if (isActive) onGone();
    // `mutate` callbacks would not run, because this row is unmounted by then
    remove.mutateAsync(id).then(
      () => showToast({ text: t.deleted(title), action: { label: t.undo, run: () => restore.mutate(id) } }),
      () => showToast({ text: t.failed }),
    );
  };

  if (isRenaming) {
    return (
      <li>
        <TitleField title={conversation.title ?? ""} onDone={onRename} />
      </li>
    );
  }
  return (
    <li className={cx(styles.row, isActive && styles.active)}>
      <Link ref={link} href={`/chat/${id}`} aria-current={isActive ? "page" : undefined} title={title}>
        {live !== null && (
          <span className={styles.live}>
            <span className="visually-hidden">({t.live})</span>
          </span>
        )}
        <span className={styles.title} lang={isWrittenIn(title, language) ? language : undefined}>
          {title}
        </span>
      </Link>
      <span className={styles.actions}>
        <Button kind="icon" aria-label={t.rename(title)} title={t.rename(title)} onClick={() => setIsRenaming(true)}>
          <PencilIcon size={15} />
        </Button>
        <Button kind="icon" aria-label={t.delete(title)} title={t.delete(title)} onClick={onDelete}>
          <BinIcon size={15} />
        </Button>
      </span>
    </li>
  );
});
