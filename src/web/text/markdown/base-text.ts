import type { Element, ElementContent, Root } from "hast";
import type { ReadingAbove } from "#shared/analysis.ts";

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

/** The readings above the letters of inline content, each with the place in its text where its letters end. */
export function readingsAbove(nodes: readonly ElementContent[], from = 0): ReadingAbove[] {
  const found: ReadingAbove[] = [];
  let at = from;
  for (const node of nodes) {
    if (node.type !== "element") at += baseText([node]).length;
    else if (node.tagName === "rt") found.push({ end: at, reading: baseText(node.children).trim() });
    else if (!isAbove(node)) {
      found.push(...readingsAbove(node.children, at));
      at += baseText(node.children).length;
    }
  }
  return found;
}

/** Markdown has no doctype, but its type has. */
export const contentOf = (parent: Root | Element): ElementContent[] =>
  parent.children.flatMap((child) => (child.type === "doctype" ? [] : [child]));
