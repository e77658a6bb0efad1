import { memo, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { Conversation } from "#shared/chat.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import {
  isNotThere,
  markdownUrl,
  useChangeConversation,
  useDeleteConversation,
  useRestoreConversation,
} from "#web/api/change-conversation.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { BinIcon, DownloadIcon, PencilIcon, PinIcon } from "#web/ui/icons.tsx";
import { showToast } from "#web/ui/toast.tsx";
import styles from "./conversation-row.module.css";
import { TitleField } from "./title-field.tsx";

type Props = {
  conversation: Conversation;
  /** Its place in its group, and the size of the group. Both count the rows that are not drawn. A size of -1: not known yet. */
  position: number;
  setSize: number;
  isActive: boolean;
  onOpen: (id: string) => void;
  onGone: () => void;
  /** It is about to move to another group. */
  onMoved: (id: string) => void;
};

/** A chat: one tab stop. The arrow keys reach its actions, see `moveFocus`. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { conversation, position, setSize, isActive, onOpen, onGone, onMoved } = props;
  const t = useTranslate().shell;
  const [isRenaming, setIsRenaming] = useState(false);
  const change = useChangeConversation();
  const remove = useDeleteConversation();
  const restore = useRestoreConversation();
  const { id, language, live, pinned } = conversation;
  const title = conversation.title ?? t.newChat;

  // the title field that just closed had the focus
  const row = useRef<HTMLLIElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    if (wasRenaming.current && !isRenaming && document.activeElement === document.body) link.current?.focus();
    wasRenaming.current = isRenaming;
  }, [isRenaming]);

  const undo = (wasActive: boolean) =>
    void restore.mutateAsync(id).then(
      () => wasActive && onOpen(id),
      (error: unknown) => showToast({ text: isNotThere(error) ? t.deletedForGood(title) : t.failed }),
    );
  const showDeleted = (wasActive: boolean) =>
    showToast({ text: t.deleted(title), action: { label: t.undo, run: () => undo(wasActive) } });
  // another window may have deleted it just before
  const onError = (error: unknown) => (isNotThere(error) ? showDeleted(isActive) : showToast({ text: t.failed }));

  const onRename = (typed: string | null) => {
    setIsRenaming(false);
    // `mutate` callbacks would not run if this row is unmounted by then
    if (typed !== null) change.mutateAsync({ conversation, change: { title: typed } }).catch(onError);
  };
  const onPin = () => {
    onMoved(id);
    change.mutateAsync({ conversation, change: { pinned: !pinned } }).catch(onError);
  };
  const onDelete = () => {
    focusNeighbour(row.current);
    if (isActive) onGone();
    remove.mutateAsync(id).then(() => showDeleted(isActive), onError);
  };
  const inList = { ref: row, "data-chat": id, "aria-posinset": position, "aria-setsize": setSize };

  if (isRenaming) {
    return (
      <li {...inList} className={styles.row}>
        <TitleField title={conversation.title ?? ""} onDone={onRename} />
      </li>
    );
  }
  return (
    <li {...inList} className={cx(styles.row, isActive && styles.active)}>
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
        <Button
          kind="icon"
          tabIndex={-1}
          aria-label={pinned ? t.unpin(title) : t.pin(title)}
          title={pinned ? t.unpin(title) : t.pin(title)}
          onClick={onPin}
        >
          <PinIcon size={15} />
        </Button>
        <Button
          kind="icon"
          tabIndex={-1}
          aria-label={t.rename(title)}
          title={t.rename(title)}
          onClick={() => setIsRenaming(true)}
        >
          <PencilIcon size={15} />
        </Button>
        {/* only for the open chat, because each row counts in a long list */}
        {isActive && (
          <Button
            kind="icon"
            tabIndex={-1}
            aria-label={t.download(title)}
            title={t.download(title)}
            onClick={() => download(markdownUrl(id))}
          >
            <DownloadIcon size={15} />
          </Button>
        )}
        <Button kind="icon" tabIndex={-1} aria-label={t.delete(title)} title={t.delete(title)} onClick={onDelete}>
          <BinIcon size={15} />
        </Button>
      </span>
    </li>
  );
});

/** The server names the file. */
const download = (href: string) => Object.assign(document.createElement("a"), { href, download: "" }).click();

/** Moves the focus to the next chat, or to the previous one, because the row with the focus disappears. */
function focusNeighbour(row: HTMLElement | null) {
  if (!row?.contains(document.activeElement)) return;
  const next = row.nextElementSibling?.querySelector("a") ?? row.previousElementSibling?.querySelector("a");
  next?.focus({ preventScroll: true });
}
