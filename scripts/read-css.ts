/** A rule of a style sheet: `head { body }`, or a statement such as `@layer base, ui;`. A block such as `@media` has rules inside. */
export type Rule = { head: string; body?: string; rules?: Rule[] };

const blocks = /^@(?:media|layer|supports|container|scope|starting-style)\b/;

/** The rules of a minified style sheet. */
export function readRules(css: string): Rule[] {
  const rules: Rule[] = [];
  for (let at = 0; at < css.length;) {
    const end = findSign(css, at, "{;");
    const head = css.slice(at, end).trim();
    if (css[end] !== "{") {
      if (head !== "") rules.push({ head });
      at = end + 1;
      continue;
    }
    const close = findClose(css, end);
    const body = css.slice(end + 1, close);
    rules.push(blocks.test(head) ? { head, rules: readRules(body) } : { head, body });
    at = close + 1;
  }
  return rules;
}

export const writeRules = (rules: readonly Rule[]): string =>
  rules
    .map(({ head, body, rules: inner }) => {
      if (inner) return `${head}{${writeRules(inner)}}`;
      return body === undefined ? `${head};` : `${head}{${body}}`;
    })
    .join("");

/** The place of the first of some signs that stands outside strings and round or square brackets; the end of the text without one. */
function findSign(css: string, from: number, signs: string): number {
  let depth = 0;
  for (let at = from; at < css.length; at++) {
    const sign = css[at]!;
    if (sign === "\\") at += 1;
    else if (sign === '"' || sign === "'") at = endOfString(css, at);
    else if (sign === "(" || sign === "[") depth += 1;
    else if (sign === ")" || sign === "]") depth -= 1;
    else if (depth === 0 && signs.includes(sign)) return at;
  }
  return css.length;
}

function findClose(css: string, open: number): number {
  for (let at = open + 1, depth = 1; ; at++) {
    at = findSign(css, at, "{}");
    if (at >= css.length) throw new Error(`No end of the block at ${css.slice(open - 40, open + 1)}`);
    depth += css[at] === "{" ? 1 : -1;
    if (depth === 0) return at;
  }
}

function endOfString(css: string, start: number): number {
  for (let at = start + 1; at < css.length; at++) {
    if (css[at] === "\\") at += 1;
    else if (css[at] === css[start]) return at;
  }
  return css.length;
}
