import { isComposing } from "#web/ui/is-composing.ts";

/**
 * Holds what the learner does in the first frame from the first script until React listens: the Enter key in the field and presses of
 * buttons and words. Returns a function that lets it happen. Links work without the page's code.
 */
export function holdPresses(root: HTMLElement): () => void {
  const held: (() => void)[] = [];
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (key !== "Enter" || isComposing(event) || shiftKey || !(target instanceof HTMLTextAreaElement)) return;
    event.preventDefault(); // it would begin a line
    const again = { key, altKey, ctrlKey, metaKey, bubbles: true, cancelable: true };
    held.push(() => target.dispatchEvent(new KeyboardEvent("keydown", again)));
  };
  const onClick = ({ target }: MouseEvent) => {
    // on the element itself: in a sentence, a press on a word opens something else than a press beside it
    if (target instanceof Element && target.closest("button, [role=button], [data-word]"))
      held.push(() => target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
  };
  root.addEventListener("keydown", onKeyDown);
  root.addEventListener("click", onClick);
  return () => {
    root.removeEventListener("keydown", onKeyDown);
    root.removeEventListener("click", onClick);
    for (const happen of held) happen();
  };
}
