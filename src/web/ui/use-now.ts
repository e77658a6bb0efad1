import { useEffect, useState } from "react";

/** The current time, updated every second while `isWatched`; otherwise it does not change. */
export function useNow(isWatched: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isWatched) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isWatched]);
  return now;
}
