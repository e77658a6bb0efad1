import { useInfiniteQuery } from "@tanstack/react-query";
import { conversationsQuery } from "#web/api/conversation-list.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./conversation-list.module.css";
import { ConversationRow } from "./conversation-row.tsx";
import { groupConversations } from "./group-conversations.ts";

/** All conversations, newest first, by the time of their last change. */
export function ConversationList({ activeId, onGone }: { activeId: string | null; onGone: () => void }) {
  const t = useTranslate().shell;
  const list = useInfiniteQuery(conversationsQuery);
  if (list.isError && !list.data) return <p className={styles.note}>{t.noList}</p>;
  const conversations = list.data?.pages.flatMap((page) => page.conversations) ?? [];
  return (
    <div className={styles.list}>
      {groupConversations(conversations, new Date(list.dataUpdatedAt)).map((group) => (
        <section key={group.name} aria-label={t[group.name]}>
          <h2>{t[group.name]}</h2>
          <ul>
            {group.conversations.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                isActive={conversation.id === activeId}
                onGone={onGone}
              />
            ))}
          </ul>
        </section>
      ))}
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.showOlder}
        </Button>
      )}
    </div>
  );
}
