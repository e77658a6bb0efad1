import { useInfiniteQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { conversationsQuery, countListed } from "#web/api/conversation-list.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import styles from "./conversation-list.module.css";
import { ConversationRow } from "./conversation-row.tsx";
import { groupConversations } from "./group-conversations.ts";
import { toPieces } from "./list-window.ts";
import { moveFocus } from "./move-focus.ts";
import { useFocusFollows } from "./use-focus-follows.ts";
import { useListWindow } from "./use-list-window.ts";

type Props = { activeId: string | null; onOpen: (id: string) => void; onGone: () => void };

/**
 * All conversations: the pinned ones, then the others by the time of their last change, newest first. Only the rows on the screen are drawn, so
 * the list can have any length.
 */
export function ConversationList({ activeId, onOpen, onGone }: Props) {
  const t = useTranslate().shell;
  const boxRef = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const list = useInfiniteQuery(conversationsQuery);
  const { data, dataUpdatedAt, hasNextPage, isFetching, isError, fetchNextPage } = list;
  const follow = useFocusFollows(boxRef);

  const groups = useMemo(() => {
    const conversations = data?.pages.flatMap((page) => page.conversations) ?? [];
    const unloaded = (data ? countListed(data) : 0) - conversations.length;
    const named = groupConversations(conversations, new Date(dataUpdatedAt));
    return named.map((group, index) => ({
      ...group,
      ids: group.conversations.map(({ id }) => id),
      // conversations that are not loaded are older than all that are
      count: group.conversations.length + (index === named.length - 1 ? unloaded : 0),
    }));
  }, [data, dataUpdatedAt]);
  const { windows, rowHeight } = useListWindow(boxRef, groups);

  const isShort = windows.some(({ end }, index) => end > (groups[index]?.conversations.length ?? 0));
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, isError, fetchNextPage]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (moveFocus(event, boxRef.current)) event.preventDefault();
  };
  const onMoved = (id: string) => {
    setFocused(id); // so that its row is drawn in its new place
    follow(id);
  };
  const idOf = (target: EventTarget) =>
    (target instanceof Element && target.closest<HTMLElement>("[data-chat]")?.dataset["chat"]) || null;
  if (isError && !data) return <p className={styles.note}>{t.noList}</p>;
  return (
    // the keys and the focus of the links and buttons inside arrive here
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={boxRef}
      className={styles.list}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setFocused(idOf(target))}
      onBlur={() => setFocused(null)}
    >
      {groups.map((group, number) => {
        const at = focused === null ? -1 : group.ids.indexOf(focused);
        const isOpenEnded = number === groups.length - 1 && group.name !== "earlier" && hasNextPage;
        return (
          <section key={group.name} aria-label={t[group.name]}>
            <h2>{t[group.name]}</h2>
            <ul>
              {toPieces(group.count, windows[number]!, at === -1 ? [] : [at - 1, at, at + 1]).map((piece) => {
                if ("gap" in piece) return <Gap key={`gap ${piece.before}`} height={piece.gap * rowHeight} />;
                const conversation = group.conversations[piece.index];
                if (!conversation) return <Gap key={`place ${piece.index}`} height={rowHeight} />;
                return (
                  <ConversationRow
                    key={conversation.id}
                    conversation={conversation}
                    position={piece.index + 1}
                    setSize={isOpenEnded ? -1 : group.count}
                    isActive={conversation.id === activeId}
                    onOpen={onOpen}
                    onGone={onGone}
                    onMoved={onMoved}
                  />
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** Room for rows that are not drawn. Not an attribute: the first frame is HTML, in which the page's policy allows no inline styles. */
const Gap = ({ height }: { height: number }) => (
  <li
    aria-hidden
    ref={(gap) => {
      if (gap) gap.style.height = `${height}px`;
    }}
  />
);
