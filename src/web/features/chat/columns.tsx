import { type ReactNode, useEffect, useRef } from "react";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./columns.module.css";

/** Text in columns from right to left, as Japanese books are set. */
export function Columns({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // a mouse has one wheel, so it scrolls in the direction of reading until the end of the text
    const turn = (event: WheelEvent) => {
      if (event.deltaX !== 0 || event.deltaY === 0 || event.ctrlKey) return;
      const before = element.scrollLeft;
      element.scrollLeft -= event.deltaY;
      if (element.scrollLeft !== before) event.preventDefault();
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, []);
  return (
    <div ref={box} className={styles.columns} data-direction="vertical">
      {children}
    </div>
  );
}

/** Switches longer texts between lines and columns. The choice is saved. */
export function DirectionToggle() {
  const t = useAnsweringStrings();
  const { articleDirection } = useSettings();
  const update = useUpdateSettings();
  const isVertical = articleDirection === "vertical";
  return (
    <Button
      kind="chip"
      className={styles.toggle}
      aria-pressed={isVertical}
      onClick={() => update.mutate({ articleDirection: isVertical ? "horizontal" : "vertical" })}
    >
      {t.vertical}
    </Button>
  );
}
