import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { BinEntry } from "#shared/bin.ts";
import { daysInBin } from "#shared/days-in-bin.ts";
import { binQuery } from "#web/api/bin.ts";
import { isNotThere, usePurge, useRestoreConversation } from "#web/api/change-conversation.ts";
import { useBinStrings } from "#web/i18n/use-bin-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { BinRow } from "./bin-row.tsx";
import styles from "./bin-page.module.css";
import { PurgeDialog } from "./purge-dialog.tsx";

/** The deleted conversations: each can be restored, or deleted for good. */
export function BinPage() {
  const t = useBinStrings();
  const { shell } = useTranslate();
  const list = useInfiniteQuery(binQuery);
  const restore = useRestoreConversation();
  const purge = usePurge();
  /** The open dialog deletes one conversation, or all of them. */
  const [asked, setAsked] = useState<BinEntry | "all" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const entries = list.data?.pages.flatMap((page) => page.conversations) ?? [];

  /** Moves the focus, because the pressed button disappears with its row. */
  const keepFocus = () => {
    if (document.activeElement === document.body) heading.current?.focus();
  };
  const onRestore = ({ id, title }: BinEntry) =>
    restore.mutate(id, {
      onSuccess: () => showToast({ text: t.restored(title ?? shell.newChat) }),
      onError: (error) =>
        showToast({ text: isNotThere(error) ? shell.deletedForGood(title ?? shell.newChat) : shell.failed }),
      onSettled: keepFocus,
    });
  const onConfirm = () => {
    if (asked === null) return;
    purge.mutate(asked === "all" ? null : asked.id, {
      onError: () => showToast({ text: shell.failed }),
      onSettled: keepFocus,
    });
  };

  return (
    <div className={styles.page}>
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {shell.bin}
        </h1>
        {entries.length > 0 && (
          <Button isPending={purge.isPending} onClick={() => setAsked("all")}>
            {t.empty}
          </Button>
        )}
      </header>
      <p className={styles.lead}>{t.lead(daysInBin)}</p>
      {list.isError && !list.data && <p>{t.noList}</p>}
      {list.data && entries.length === 0 && <p className={styles.none}>{t.none}</p>}
      {entries.length > 0 && (
        <ul className={styles.list}>
          {entries.map((entry) => (
            <BinRow key={entry.id} entry={entry} onRestore={() => onRestore(entry)} onPurge={() => setAsked(entry)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {shell.showOlder}
        </Button>
      )}
      {asked !== null && (
        <PurgeDialog
          title={asked === "all" ? t.emptySure : t.purgeSure(asked.title ?? shell.newChat)}
          onConfirm={onConfirm}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
