import type { Element, ElementContent, Root } from "hast";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Piece, splitLearnerText } from "#shared/learner-text.ts";
import { baseText, contentOf, isAbove, isFormatting } from "./base-text.ts";

/** Prose in a language. `about`: the language of the text about it. `isHeader`: of a table, where words stand and no sentences. */
type Prose = { language: LearningLanguage; about: string | undefined; isHeader: boolean };

const holdsProse = new Set(["p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"]);

/**
 * Puts each sentence of the language, and each run of its words, into a span of its own, which `readLiving` reads. Bold text that goes on over
 * two sentences becomes two pieces of bold text.
 */
export function markSentences(tree: Root, language: LearningLanguage, about?: string): void {
  markIn(tree, { language, about, isHeader: false });
  const sentences = livingIn(tree).filter(({ properties }) => properties.dataLiving === "sentence");
  const texts = sentences.map(({ children }) => baseText(children));
  for (const [number, { properties }] of sentences.entries()) {
    properties.dataNumber = number;
    properties.dataBefore = texts.slice(Math.max(0, number - 2), number);
    properties.dataAfter = texts.slice(number + 1, number + 3);
  }
}

/** A sentence or words in prose. `number`: which sentence of the text; null for words. `context`: the sentences around it. */
export type Living = {
  text: string;
  nodes: readonly ElementContent[];
  number: number | null;
  context: { before: string[]; after: string[] };
};

/** The data of a marked span; null for other elements. */
export function readLiving({ properties, children }: Element): Living | null {
  const { dataLiving, dataNumber, dataBefore, dataAfter } = properties;
  if (dataLiving === undefined) return null;
  const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return {
    text: baseText(children),
    nodes: children,
    number: typeof dataNumber === "number" ? dataNumber : null,
    context: { before: texts(dataBefore), after: texts(dataAfter) },
  };
}

/** The marked spans in an element. */
export function livingIn(parent: Root | Element): Element[] {
  return parent.children.flatMap((child) => {
    if (child.type !== "element") return [];
    return child.properties.dataLiving === undefined ? livingIn(child) : [child];
  });
}

function markIn(parent: Root | Element, prose: Prose): void {
  const children = contentOf(parent);
  parent.children =
    parent.type === "element" && holdsProse.has(parent.tagName) ? markInlineRuns(children, prose) : children;
  for (const child of children)
    if (child.type === "element" && child.tagName !== "pre" && !isInline(child))
      markIn(child, { ...prose, isHeader: child.tagName === "th" });
}

/** Inline content between blocks and elements that stand apart, such as a link or a line break, is one text. */
function markInlineRuns(children: readonly ElementContent[], prose: Prose): ElementContent[] {
  const marked: ElementContent[] = [];
  let run: ElementContent[] = [];
  const close = () => {
    if (run.length > 0) marked.push(...mark(run, prose));
    run = [];
  };
  for (const child of children) {
    if (isInline(child)) run.push(child);
    else {
      close();
      marked.push(child);
    }
  }
  close();
  return marked;
}

const isInline = (node: ElementContent): boolean =>
  node.type === "text" || (isFormatting(node) && node.children.every(isInline)) || isAbove(node);

function mark(nodes: ElementContent[], { language, about, isHeader }: Prose): ElementContent[] {
  const marked: ElementContent[] = [];
  let rest = nodes;
  const pieces = splitLearnerText(baseText(nodes), language, about);
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    let { kind } = piece;
    let { length } = piece.text;
    let [taken, left] = cut(rest, length);
    // a reading above letters, or code, is not divided: the pieces that share it are one
    while (baseText(taken).length > length) {
      const next = pieces.shift();
      if (!next) break;
      if (next.kind !== kind) kind = "plain";
      length += next.text.length;
      [taken, left] = cut(rest, length);
    }
    rest = left;
    marked.push(...(kind === "plain" || isCode(taken) ? taken : [living(isHeader ? "run" : kind, taken)]));
  }
  return [...marked, ...rest];
}

const isCode = (nodes: readonly ElementContent[]) =>
  nodes.every((node) => node.type === "element" && node.tagName === "code");

const living = (kind: Piece["kind"], children: ElementContent[]): Element => ({
  type: "element",
  tagName: "span",
  properties: { dataLiving: kind },
  children,
});

/** The nodes with the first `length` letters, and those after them. Formatting is divided where the cut falls. */
function cut(nodes: readonly ElementContent[], length: number): [ElementContent[], ElementContent[]] {
  const taken: ElementContent[] = [];
  const left: ElementContent[] = [];
  let missing = length;
  for (const node of nodes) {
    const letters = baseText([node]).length;
    if (missing <= 0) left.push(node);
    else if (letters <= missing || !isDivisible(node)) taken.push(node);
    else if (node.type === "text") {
      taken.push({ type: "text", value: node.value.slice(0, missing) });
      left.push({ type: "text", value: node.value.slice(missing) });
    } else {
      const [first, second] = cut(node.children, missing);
      taken.push({ ...node, children: first });
      if (second.length > 0) left.push({ ...node, children: second });
    }
    missing -= letters;
  }
  return [taken, left];
}

type Divisible = Extract<ElementContent, { type: "text" | "element" }>;

const isDivisible = (node: ElementContent): node is Divisible =>
  node.type === "text" || (node.type === "element" && ["strong", "em", "del"].includes(node.tagName));
