import { useEffect, useRef } from "react";
import type { ReviewQueue } from "#shared/review/review.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { EmptyBox } from "#web/ui/empty-box.tsx";
import type { Session } from "./undo-button.tsx";

/** More new words are added in steps of this many. */
const step = 5;

/** The end of a review, or the place of the first one. */
export function NothingLeft({ queue, session: { setBeyond, more: added } }: { queue: ReviewQueue; session: Session }) {
  const t = useReviewStrings();
  const { time, inDays } = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  const { done, waiting, tomorrow, nextAt, more, isAheadPossible } = queue;
  const isEmpty = done === 0 && !waiting && nextAt === null && more === 0;
  const title = isEmpty ? t.empty : done > 0 ? t.done : t.nothingDue;
  const extra = Math.min(step, more);
  const actions = (
    <>
      {isEmpty ? <ButtonLink href="/chat">{t.toChat}</ButtonLink> : <ButtonLink href="/tutor">{t.practise}</ButtonLink>}
      {extra > 0 && <Button onClick={() => setBeyond({ more: added + extra })}>{t.more(extra)}</Button>}
      {isAheadPossible && <Button onClick={() => setBeyond({ ahead: true })}>{t.ahead}</Button>}
    </>
  );
  return (
    <EmptyBox title={title} headingRef={heading} actions={actions}>
      {isEmpty && <p>{t.emptyHint}</p>}
      {done > 0 && <p>{t.doneCount(done)}</p>}
      {waiting && <p>{t.comesBack(waiting.count, time(waiting.at))}</p>}
      {tomorrow > 0 && <p>{t.tomorrow(tomorrow)}</p>}
      {tomorrow === 0 && nextAt !== null && <p>{t.next(inDays(nextAt))}</p>}
      {more > 0 && <p>{t.moreWaiting(more)}</p>}
    </EmptyBox>
  );
}
