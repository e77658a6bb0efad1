import { useEffect, useState } from "react";

/** The time, a second at a time, while it is watched; it stands still otherwise. */
export function useNow(isWatched: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isWatched) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isWatched]);
  return now;
}
