import type { Element, ElementContent, Root } from "hast";

const formatting = new Set(["strong", "em", "del", "code", "ruby"]);

/** Formatting inside a sentence. */
export const isFormatting = (node: ElementContent): node is Element =>
  node.type === "element" && formatting.has(node.tagName);

/** A reading above letters, or the brackets around it where a browser draws no ruby. */
type Above = Element & { tagName: "rt" | "rp" };
export const isAbove = (node: ElementContent): node is Above =>
  node.type === "element" && (node.tagName === "rt" || node.tagName === "rp");

/** The text of inline content without what stands above its letters. */
export function baseText(nodes: readonly ElementContent[]): string {
  let text = "";
  for (const node of nodes) {
    if (node.type === "text") text += node.value;
    else if (node.type === "element" && !isAbove(node)) text += baseText(node.children);
  }
  return text;
}

/** Markdown has no doctype, but its type has. */
export const contentOf = (parent: Root | Element): ElementContent[] =>
  parent.children.flatMap((child) => (child.type === "doctype" ? [] : [child]));
