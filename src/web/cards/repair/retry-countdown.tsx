import { useEffect, useState } from "react";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";

/** Disables Retry for the pause that a server asked for. `until` is in milliseconds since 1970. */
export function RetryCountdown({ until, onRetry }: { until: number; onRetry: () => void }) {
  const t = useAnsweringStrings().repair;
  const strings = useTranslate();
  const { wait } = useFormat();
  const [now, setNow] = useState(Date.now);
  const seconds = Math.ceil((until - now) / 1_000);
  const isOver = seconds <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isOver]);

  return (
    <Button disabled={!isOver} onClick={onRetry}>
      {isOver ? strings.chat.retry : t.retryIn(wait(seconds))}
    </Button>
  );
}
