const blocks = "p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote";

/**
 * A triple click selects the paragraph. Chromium ends it at the first reading above a letter (`rt`), and so selects 友達 of 昨日友達と映画を見ました.
 */
export function selectParagraph(event: MouseEvent): void {
  if (event.detail !== 3 || event.button !== 0 || !(event.target instanceof Element)) return;
  const block = event.target.closest(blocks) ?? event.target.closest("[data-living]");
  if (!block?.querySelector("rt") || event.target.closest("button, input, textarea")) return;
  const range = document.createRange();
  range.selectNodeContents(block);
  // an item ends where the list in it begins
  const inner = block.querySelector("ul, ol, p, table, [data-placed]");
  if (inner) range.setEndBefore(inner);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  event.preventDefault();
}
