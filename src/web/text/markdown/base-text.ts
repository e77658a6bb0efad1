import type { Element, ElementContent, Root } from "hast";

const formatting = new Set(["strong", "em", "del", "code", "ruby"]);

/** Formatting inside a sentence. */
export const isFormatting = (node: ElementContent): node is Element =>
  node.type === "element" && formatting.has(node.tagName);

/** The text of inline content without what stands above its letters. */
export function baseText(nodes: readonly ElementContent[]): string {
  let text = "";
  for (const node of nodes) {
    if (node.type === "text") text += node.value;
    else if (node.type === "element" && !/^r[tp]$/.test(node.tagName)) text += baseText(node.children);
  }
  return text;
}

/** Markdown has no doctype, but its type has. */
export const contentOf = (parent: Root | Element): ElementContent[] =>
  parent.children.flatMap((child) => (child.type === "doctype" ? [] : [child]));
