import { useEffect, useState } from "react";

/** Whether the focus is in the frame inside this element. That frame then gets all keys, and the page none. */
export function useIsInFrame(box: HTMLElement | null): boolean {
  const [isIn, setIsIn] = useState(false);
  useEffect(() => {
    const check = () =>
      setIsIn(document.activeElement?.tagName === "IFRAME" && box?.contains(document.activeElement) === true);
    // some browsers move the focus after this event
    const onBlur = () => setTimeout(check);
    addEventListener("blur", onBlur);
    addEventListener("focus", check);
    return () => {
      removeEventListener("blur", onBlur);
      removeEventListener("focus", check);
    };
  }, [box]);
  return isIn;
}
