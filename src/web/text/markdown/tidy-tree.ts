import type { Element, ElementContent, Root } from "hast";
import { withoutDirections } from "#shared/directions.ts";

const ofBlocks = new Set(["ul", "ol", "blockquote", "table", "thead", "tbody", "tr", "section"]);
const isBlock = ({ tagName }: Element) => /^(ul|ol|p|pre|blockquote|table|div|section|hr|h[1-6])$/.test(tagName);

/**
 * Line breaks are drawn where the model wrote them (`white-space: pre-line`), so the tree must hold none between blocks and none beside `br`.
 * Nothing turns the direction of text; `&#8238;` is only now a character. Notes get no ids, because other messages have notes too, and no heading in another language.
 */
export function tidyTree(parent: Root | Element): void {
  const isOfBlocks = parent.type === "root" || ofBlocks.has(parent.tagName);
  const children = parent.children.flatMap((child, index): ElementContent[] => {
    if (child.type === "doctype") return [];
    if (child.type === "text") {
      const value = withoutDirections(
        withoutEdges(child.value, parent.children[index - 1], parent.children[index + 1]),
      );
      return value === "" || (isOfBlocks && value.trim() === "") ? [] : [{ ...child, value }];
    }
    if (child.type !== "element") return [child];
    if (isOfNotes(child)) return [];
    tidyTree(child);
    return [child.tagName === "sup" ? { ...child, children: textOnly(child) } : withoutId(child)];
  });
  parent.children = children;
}

type Sibling = Root["children"][number] | undefined;

/** `before`, `after`: what stands beside the text. */
function withoutEdges(value: string, before: Sibling, after: Sibling): string {
  const isElement = (node: Sibling): node is Element => node?.type === "element";
  const start =
    isElement(before) && (before.tagName === "br" || isBlock(before)) ? value.replace(/^[ \t]*\n/, "") : value;
  return isElement(after) && isBlock(after) ? start.trimEnd() : start;
}

const isOfNotes = ({ tagName, properties }: Element) =>
  (tagName === "h2" && properties.id === "footnote-label") || properties.dataFootnoteBackref !== undefined;

const textOnly = (node: ElementContent): ElementContent[] =>
  node.type === "text" ? [node] : node.type === "element" ? node.children.flatMap(textOnly) : [];

const withoutId = (node: Element): Element => ({ ...node, properties: { ...node.properties, id: undefined } });
