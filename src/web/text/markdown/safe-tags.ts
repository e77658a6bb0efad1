import type { Element, ElementContent, Root } from "hast";
import { contentOf } from "./base-text.ts";

/**
 * The few HTML tags that a tutor writes: a line break, and readings above letters. All others stay the text that they are, and so does one
 * with attributes or without its end.
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
    else if (tagName === "ruby" && !end && !isInRuby) open.push({ tagName, raw: node.value, children: [] });
    else if (tagName === "ruby" && end && isInRuby) {
      if (!isIn("ruby")) close();
      close();
    } else if (tagName !== "ruby" && isInRuby) {
      // HTML needs no end of `rt`
      if (!isIn("ruby") && (!end || isIn(tagName))) close();
      if (!end) open.push({ tagName, raw: node.value, children: [] });
    } else add(asText(node.value));
  }
  // without an end tag, the rest of the paragraph would be inside it
  return [...all, ...open.flatMap(({ raw, children }): ElementContent[] => [asText(raw), ...children])];
}

/** In an element of its own, so that it is no part of a sentence. */
const asText = (value: string): Element => element("span", [{ type: "text", value }]);

/** `rb` is replaced by its content. */
const toElement = ({ tagName, children }: Open): ElementContent[] =>
  tagName === "rb" ? children : [element(tagName, children)];

const element = (tagName: string, children: ElementContent[]): Element => ({
  type: "element",
  tagName,
  properties: {},
  children,
});
