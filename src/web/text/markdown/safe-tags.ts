import type { Element, ElementContent, Root } from "hast";
import { contentOf, isAbove } from "./base-text.ts";

/**
 * The few HTML tags that a tutor writes: a line break, and readings above letters. All others stay the text that they are, and so does one
 * with attributes, and a `<ruby>` without a reading.
 */
const tag = /^<(\/?)(br|ruby|rt|rp|rb)\s*\/?>$/i;

export function readSafeTags(parent: Root | Element): void {
  const children = contentOf(parent);
  for (const child of children) if (child.type === "element") readSafeTags(child);
  parent.children = withTags(children);
}

type Open = { tagName: string; raw: string; children: ElementContent[] };

function withTags(nodes: readonly ElementContent[]): ElementContent[] {
  const all: ElementContent[] = [];
  const open: Open[] = [];
  /** Readings on two sides are written as a ruby in a ruby. All of them stand above, so the inner tags say nothing. */
  let inner = 0;
  const add = (...added: ElementContent[]) => (open.at(-1)?.children ?? all).push(...added);
  const isIn = (tagName: string) => open.at(-1)?.tagName === tagName;
  const close = () => {
    const closed = open.pop();
    if (closed) add(...toElement(closed));
  };
  for (const node of nodes) {
    if (node.type !== "raw") {
      // indented HTML is not text
      const isIndent = open.length > 0 && node.type === "text" && node.value.includes("\n");
      add(isIndent ? { ...node, value: node.value.replace(/\s*\n\s*/g, "") } : node);
      continue;
    }
    const [, end, name] = tag.exec(node.value) ?? [];
    const tagName = name?.toLowerCase();
    const isInRuby = open.length > 0;
    if (tagName === undefined) add(asText(node.value));
    else if (tagName === "br") add(element("br", []));
    else if (tagName === "ruby" && isInRuby) {
      if (!isIn("ruby")) close();
      if (!end) inner += 1;
      else if (inner > 0) inner -= 1;
      else close();
    } else if (tagName === "ruby" && !end) open.push({ tagName, raw: node.value, children: [] });
    else if (tagName !== "ruby" && isInRuby) {
      // HTML needs no end of `rt`
      if (!isIn("ruby") && (!end || isIn(tagName))) close();
      if (!end) open.push({ tagName, raw: node.value, children: [] });
    } else add(asText(node.value));
  }
  const withoutEnd = (tag: Open) => (tag.children.some(isAbove) ? toElement(tag) : [asText(tag.raw), ...tag.children]);
  return [...all, ...open.flatMap(withoutEnd)];
}

/** In an element of its own, so that it is no part of a sentence. */
const asText = (value: string): Element => element("span", [{ type: "text", value }]);

/** `rb` is replaced by its content. Nothing stands above what follows the last reading, so the ruby ends there. */
function toElement({ tagName, children }: Open): ElementContent[] {
  if (tagName === "rb") return children;
  if (tagName !== "ruby") return [element(tagName, children)];
  const end = children.findLastIndex(isAbove) + 1;
  return end === 0 ? children : [element(tagName, children.slice(0, end)), ...children.slice(end)];
}

const element = (tagName: string, children: ElementContent[]): Element => ({
  type: "element",
  tagName,
  properties: {},
  children,
});
