import { useEffect, useRef } from "react";

/** Runs when the component goes away: also when the browser's Back leaves the page. */
export function useOnLeave(run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => () => latest.current(), []);
}
