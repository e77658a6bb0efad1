import { type RefObject, useLayoutEffect, useRef } from "react";
import { drafts } from "./drafts.ts";
import { takeTyped } from "./take-typed.ts";

/** True in browsers that do not know `field-sizing: content` of the field's style: Firefox, and Safari before 26. */
const needsHeight = !globalThis.CSS?.supports?.("field-sizing", "content");

/**
 * Shows a draft in a text field. React does not hold the text: at each key, it would copy a long text into the document and draw the
 * composer again.
 */
export function useDraftField(fieldRef: RefObject<HTMLTextAreaElement | null>, draftId: string): void {
  const isMounted = useRef(false);
  useLayoutEffect(() => {
    const field = fieldRef.current;
    if (!field) return;
    if (!isMounted.current) takeTyped(field, draftId);
    isMounted.current = true;
    const show = () => {
      const { text } = drafts.read(draftId);
      if (field.value !== text) field.value = text; // the draft was sent, was restored, or belongs to another conversation
      if (needsHeight) fit(field);
    };
    show();
    return drafts.subscribe(show);
  }, [fieldRef, draftId]);

  useLayoutEffect(() => {
    const field = fieldRef.current;
    if (!needsHeight || !field) return;
    let width = field.clientWidth;
    const observer = new ResizeObserver(() => {
      if (field.clientWidth === width) return; // only its height has changed
      width = field.clientWidth; // for example, the phone was turned
      fit(field);
    });
    observer.observe(field);
    return () => observer.disconnect();
  }, [fieldRef]);
}

function fit(field: HTMLTextAreaElement) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
