import type { Element, ElementContent, Root, RootContent } from "hast";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Piece, splitLearnerText } from "#shared/learner-text.ts";

const holdsProse = new Set(["p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"]);
/** Elements that are not part of a sentence button: they can be pressed themselves, or they are not prose. */
const apart = new Set(["a", "code", "pre", "input", "img", "br"]);

/** Puts each sentence of the language into its own span, even if it has **bold** words. `about`: the language of the text about it. */
export function markSentences(tree: Root, language: LearningLanguage, about?: string): void {
  for (const child of tree.children) visit(child, { language, about });
}

type Prose = { language: LearningLanguage; about: string | undefined };

function visit(node: RootContent, prose: Prose) {
  if (node.type !== "element" || node.tagName === "pre") return;
  if (holdsProse.has(node.tagName)) node.children = regroup(node.children, prose);
  for (const child of node.children) {
    if (child.type === "element" && child.properties.dataSentence === undefined) visit(child, prose);
  }
}

/** Treats each run of inline content between blocks (such as a list in a list item) as one text. */
function regroup(children: ElementContent[], prose: Prose): ElementContent[] {
  const result: ElementContent[] = [];
  let inline: ElementContent[] = [];
  const close = () => {
    result.push(...markInline(inline, prose));
    inline = [];
  };
  for (const child of children) {
    if (child.type === "element" && (apart.has(child.tagName) || isBlock(child))) {
      close();
      result.push(child);
    } else inline.push(child);
  }
  close();
  return result;
}

const isBlock = ({ tagName }: Element) => /^(ul|ol|p|pre|blockquote|table|div)$/.test(tagName);

function markInline(nodes: ElementContent[], prose: Prose): ElementContent[] {
  const pieces = splitLearnerText(nodes.map(textOf).join(""), prose.language, prose.about);
  const result: ElementContent[] = [];
  let rest = nodes;
  while (pieces.length > 0) {
    const first = pieces.shift() as Piece; // the loop condition guarantees one
    let { kind } = first;
    let length = first.text.length;
    let { taken, left, text } = takeText(rest, length);
    // an element across the border of two pieces is not split: the pieces are joined
    while (text.length > length) {
      const next = pieces.shift();
      if (!next) break;
      if (next.kind !== kind) kind = "plain";
      length += next.text.length;
      const more = takeText(left, length - text.length);
      taken = [...taken, ...more.taken];
      left = more.left;
      text += more.text;
    }
    rest = left;
    if (kind === "plain") result.push(...taken);
    else result.push(span(taken, kind === "sentence" ? { dataSentence: text.trim() } : { lang: prose.language }));
  }
  return [...result, ...rest];
}

const span = (children: ElementContent[], properties: Element["properties"]): Element => ({
  type: "element",
  tagName: "span",
  properties,
  children,
});

/** Takes the first `length` letters. Splits text nodes at the end; takes elements whole. */
function takeText(nodes: ElementContent[], length: number) {
  const taken: ElementContent[] = [];
  const left = [...nodes];
  let text = "";
  while (text.length < length) {
    const node = left.shift();
    if (!node) break;
    const all = textOf(node);
    const missing = length - text.length;
    if (node.type === "text" && all.length > missing) {
      taken.push({ type: "text", value: all.slice(0, missing) });
      left.unshift({ type: "text", value: all.slice(missing) });
      text += all.slice(0, missing);
    } else {
      taken.push(node);
      text += all;
    }
  }
  return { taken, left, text };
}

const textOf = (node: ElementContent): string =>
  node.type === "text" ? node.value : node.type === "element" ? node.children.map(textOf).join("") : "";
