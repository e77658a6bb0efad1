import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./thread.module.css";
import type { More } from "./use-more.ts";

type Props = {
  earlier: More;
  boxRef: RefObject<HTMLElement | null>;
  /** The first loaded message, and how many are loaded. */
  firstId: string | undefined;
  count: number;
};

/** Earlier messages are loaded when the reader comes this near to them. */
const nearTop = "800px 0px 0px 0px";
const nearEnd = "0px 0px 800px 0px";

/** Loads the messages before the first one: when the reader scrolls near to it, and by a button. */
export function EarlierMessages({ earlier, boxRef, firstId, count }: Props) {
  const t = useTranslate();
  const topRef = useRef<HTMLDivElement>(null);
  const { hasMore, state, load } = earlier;

  const isWaiting = hasMore && state === "idle";
  useEffect(() => {
    const top = topRef.current;
    if (!isWaiting || !top) return;
    // a new observer for each page: an observer reports only changes, and after a short page the top is still near
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
      root: boxRef.current,
      rootMargin: nearTop,
    });
    watch.observe(top);
    return () => watch.disconnect();
  }, [isWaiting, firstId, boxRef, load]);

  const isPressed = useRef(false);
  const onPress = () => {
    isPressed.current = true;
    if (state !== "loading") load();
  };
  // the pressed button disappears when it has loaded the first message, and after a failure
  useEffect(() => {
    if (isPressed.current && document.activeElement === document.body) topRef.current?.focus({ preventScroll: true });
    if (state === "idle") isPressed.current = false;
  }, [state, hasMore]);
  return (
    <div ref={topRef} className={styles.earlier} tabIndex={-1} data-earlier="">
      {state === "failed" ? (
        <Note kind="failure" role="alert">
          <span>{t.chat.earlier.failed}</span>
          <Button kind="link" onClick={onPress}>
            {t.shell.tryAgain}
          </Button>
        </Note>
      ) : (
        hasMore && (
          // never disabled: it would lose the focus
          <Button onClick={onPress} aria-busy={state === "loading" || undefined}>
            {state === "loading" ? t.chat.earlier.loading : t.chat.earlier.show}
          </Button>
        )
      )}
      <Announcement firstId={firstId} count={count} />
    </div>
  );
}

type LaterProps = { later: More; boxRef: RefObject<HTMLElement | null>; lastId: string | undefined };

/** Loads the messages after the last one, where the learner jumped to an earlier part: when the reader scrolls near to it, and by a button. */
export function LaterMessages({ later: { hasMore, state, load }, boxRef, lastId }: LaterProps) {
  const t = useTranslate();
  const endRef = useRef<HTMLDivElement>(null);
  const isWaiting = hasMore && state === "idle";
  useEffect(() => {
    const end = endRef.current;
    if (!isWaiting || !end) return;
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
      root: boxRef.current,
      rootMargin: nearEnd,
    });
    watch.observe(end);
    return () => watch.disconnect();
  }, [isWaiting, lastId, boxRef, load]);
  if (!hasMore) return null;
  return (
    <div ref={endRef} className={styles.earlier}>
      <Button onClick={() => state !== "loading" && load()} aria-busy={state === "loading" || undefined}>
        {state === "failed" ? t.shell.tryAgain : state === "loading" ? t.chat.earlier.loading : t.chat.earlier.later}
      </Button>
    </div>
  );
}

/** Tells screen readers how many messages were added above. */
function Announcement({ firstId, count }: Pick<Props, "firstId" | "count">) {
  const t = useTranslate().chat;
  const [seen, setSeen] = useState({ firstId, count, added: 0 });
  if (seen.firstId !== firstId) setSeen({ firstId, count, added: seen.firstId === undefined ? 0 : count - seen.count });
  else if (seen.count !== count) setSeen({ ...seen, count });
  return (
    <span className="visually-hidden" aria-live="polite">
      {seen.added > 0 && t.earlier.added(seen.added)}
    </span>
  );
}
