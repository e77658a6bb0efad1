import type { Link, List, Nodes, Paragraph, Root, RootContent, Text } from "mdast";

/**
 * Restores text that Markdown would swallow because it only looks like Markdown, such as `[食べる](たべる)` or a third cell under two headings: a
 * reader should see everything that the model wrote.
 */
export function keepText(tree: Root, source: string): void {
  keepIn(tree, { source, referred: referredIn(tree) });
}

/** `referred`: the labels that the text refers to; those of notes begin with `^`. */
type Whole = { source: string; referred: ReadonlySet<string> };

function keepIn(parent: Nodes, whole: Whole): void {
  if (!("children" in parent)) return;
  for (const child of parent.children) keepIn(child, whole);
  const children = parent.children.flatMap((child) => kept(child, whole));
  Object.assign(parent, { children });
}

function kept(node: RootContent, { source, referred }: Whole): RootContent[] {
  const written = source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  switch (node.type) {
    // `本です。\n---`: models mean a line across the page
    case "heading":
      return /^[^#].*\n[ \t]*-+[ \t]*$/s.test(written)
        ? [{ type: "paragraph", children: node.children }, { type: "thematicBreak" }]
        : [node];
    // `[食べる]: たべる`
    case "definition":
      return isAddress(node.url) && referred.has(node.identifier) ? [node] : [paragraph(written)];
    case "footnoteDefinition":
      return referred.has(`^${node.identifier}`) ? [node] : [paragraph(`[^${node.label}]:`), ...node.children];
    case "link":
      return keptLink(node, source);
    case "image":
      return isAddress(node.url)
        ? [{ ...node, alt: [node.alt, node.title].filter(Boolean).join(" "), title: null }]
        : [text(written)];
    // `~~~ 休憩 ~~~`: what follows a fence is not drawn
    case "code": {
      const info = [node.lang, node.meta].filter(Boolean).join(" ");
      return /^[\w+#.-]*$/.test(info) ? [node] : [{ type: "code", value: `${info}\n${node.value}` }];
    }
    case "table": {
      const columns = Math.max(...node.children.map((row) => row.children.length));
      const align = node.align ?? [];
      return [{ ...node, align: Array.from({ length: columns }, (_, column) => align[column] ?? null) }];
    }
    // `** 大切 **`, `これは__大切__です`: every reader sees bold text, but Markdown does not
    case "text":
      return written === node.value ? withBold(node) : [node];
    // `2*3*4`
    case "emphasis": {
      const [before, after] = [source[(node.position?.start.offset ?? 0) - 1], source[node.position?.end.offset ?? 0]];
      const isProduct = written.startsWith("*") && /^[a-z\d]{2}$/i.test(`${before}${after}`);
      return isProduct ? [text("*"), ...node.children, text("*")] : [node];
    }
    case "list":
      return isDate(node) ? asParagraphs(node, "") : [node];
    default:
      return [node];
  }
}

function keptLink(node: Link, source: string): RootContent[] {
  const [only] = node.children;
  // GFM makes it from the text of a label that is none, and takes the sentence after it along: `[注 https://example.org/、を見て`
  if (node.position === undefined && only?.type === "text" && notOfAddress.test(only.value)) {
    const address = bareAddress.exec(only.value)?.[0] ?? "";
    const rest = text(only.value.slice(address.length));
    const url = node.url.slice(0, node.url.indexOf(only.value) + address.length);
    return address === "" ? [rest] : [{ ...node, url, children: [text(address)] }, rest];
  }
  if (isAddress(node.url)) return node.title ? [{ ...node, title: null }, text(` (${node.title})`)] : [node];
  // `[食べる](たべる)`
  const after = node.children.at(-1)?.position?.end.offset ?? (node.position?.start.offset ?? 0) + 1;
  return [text("["), ...node.children, text(source.slice(after, node.position?.end.offset))];
}

const notOfAddress = /[^\x21-\x7e]/;
const bareAddress = /^[\x21-\x7e]+?(?=[!'),.:;?_~*]*[^\x21-\x7e])/;

/** An address, or something like `javascript:` that leads nowhere here. A reading or a translation is neither. */
const isAddress = (url: string): boolean => /^https?:/i.test(url) || /^(?:[a-z][a-z\d+.-]+:|#)[\x21-\x7e]*$/i.test(url);

/** `2024. 5. 3.에 만나요`: lists on one line, or a number that no list begins with. */
const isDate = ({ ordered, start, children, position }: List): boolean =>
  ordered === true &&
  ((start ?? 1) > 999 ||
    children.some(
      ({ children: [first] }) =>
        first?.type === "list" && first.ordered && first.position?.start.line === position?.start.line,
    ));

function asParagraphs({ children, start }: List, before: string): RootContent[] {
  return children.flatMap((item, index): RootContent[] => {
    const lead = `${before}${(start ?? 1) + index}. `;
    const [first, ...rest] = item.children;
    if (first?.type === "list") return [...asParagraphs(first, lead), ...rest];
    if (first?.type === "paragraph") return [{ ...first, children: [text(lead), ...first.children] }, ...rest];
    return [paragraph(lead.trimEnd()), ...item.children];
  });
}

function withBold(node: Text): RootContent[] {
  const { value, position } = node;
  const parts = value.split(/(\*\*[^*\n]+\*\*|__[^_\n]+__)/);
  return parts.flatMap((part): RootContent[] => {
    const inner = /^(?:\*\*|__)[ \t]*(.*?)[ \t]*(?:\*\*|__)$/.exec(part)?.[1];
    if (inner !== undefined && cjk.test(inner)) return [{ type: "strong", children: [text(inner)], ...at(position) }];
    return part === "" ? [] : [{ ...text(part), ...at(position) }];
  });
}

/** The end of the last part is the end of the text. */
const at = (position: Text["position"]) => (position ? { position } : {});

const cjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

const text = (value: string): Text => ({ type: "text", value });
const paragraph = (value: string): Paragraph => ({ type: "paragraph", children: [text(value)] });

function referredIn(node: Nodes, found = new Set<string>()): ReadonlySet<string> {
  if (node.type === "footnoteReference") found.add(`^${node.identifier}`);
  if (node.type === "linkReference" || node.type === "imageReference") found.add(node.identifier);
  if ("children" in node) for (const child of node.children) referredIn(child, found);
  return found;
}
