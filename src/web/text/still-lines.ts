import type { Word } from "#shared/card.ts";

/** A text that appeared a shorter time ago is not being read yet. */
const readAfterMs = 400;

/** Whether a change of the text's lines would disturb a reader. `since`: when the text appeared, by `performance.now()`. */
export const isBeingRead = (root: Element, since: number): boolean =>
  performance.now() - since > readAfterMs || root.matches(":hover, :focus-within");

/** The numbers of the words that a line end divides now. If they may still break, the lines stay as they are when the words are drawn. */
export function findDivided(root: Element, words: readonly Word[]): ReadonlySet<number> {
  const divided = new Set<number>();
  const letters = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("rt, [data-heard]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let node = letters.nextNode();
  let from = 0;
  /** The position of a letter on the page. Called in the order of the text. */
  const topOf = (index: number): number | undefined => {
    while (node && index >= from + (node.nodeValue?.length ?? 0)) {
      from += node.nodeValue?.length ?? 0;
      node = letters.nextNode();
    }
    if (!node || index < from) return undefined;
    const range = document.createRange();
    range.setStart(node, index - from);
    range.setEnd(node, index - from + 1);
    return range.getBoundingClientRect().top;
  };
  for (const [number, { start, end }] of words.entries()) {
    if (end - start < 2) continue;
    const first = topOf(start);
    const last = topOf(end - 1);
    if (first !== undefined && last !== undefined && last - first > 4) divided.add(number);
  }
  return divided;
}

/** Calls back once the learner's selection does not overlap the element, because redrawing it would lose the selection. */
export function whenUnselected(element: Element, run: () => void): () => void {
  const isSelected = () => {
    const selection = getSelection();
    return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
  };
  if (!isSelected()) {
    run();
    return () => {};
  }
  const stop = () => document.removeEventListener("selectionchange", look);
  const look = () => {
    if (isSelected()) return;
    stop();
    run();
  };
  document.addEventListener("selectionchange", look);
  return stop;
}
