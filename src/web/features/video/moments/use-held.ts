import { type FocusEvent, useEffect, useRef } from "react";

/** Tells whether the pointer or the focus is in an element. After a touch it counts as inside until something outside is touched. */
export function useHeld(onHeld: (isHeld: boolean) => void) {
  const inside = useRef({ pointer: false, focus: false });
  const tell = (change: Partial<typeof inside.current>) => {
    Object.assign(inside.current, change);
    onHeld(inside.current.pointer || inside.current.focus);
  };
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onPointerDown = ({ target, pointerType }: PointerEvent) => {
      if (pointerType !== "mouse") latest.current({ pointer: target instanceof Node && isIn(ref.current, target) });
    };
    addEventListener("pointerdown", onPointerDown);
    return () => removeEventListener("pointerdown", onPointerDown);
  }, []);
  return {
    ref,
    onPointerEnter: ({ pointerType }: { pointerType: string }) => pointerType === "mouse" && tell({ pointer: true }),
    onPointerLeave: ({ pointerType }: { pointerType: string }) => pointerType === "mouse" && tell({ pointer: false }),
    onFocus: () => tell({ focus: true }),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => tell({ focus: currentTarget.contains(relatedTarget) }),
  };
}

const isIn = (element: HTMLElement | null, target: Node) => element?.contains(target) ?? false;
