/** HTML and escaped line breaks count too: models write `<br>` in tables and `\n` in broken JSON. */
const lineEnd = /\r\n?|[\n\u2028\u2029\v\f]|<br\s*\/?>|\\n(?![a-z])/i;
/** What the next piece of text may complete to a line end. */
const halfLineEnd = /(?:\r|<(?:b(?:r\s*\/?)?)?|\\n?)$/i;

/** The first line of a text and what follows it; null if its end has not arrived yet. */
export function takeLine(text: string, isEnd: boolean): { line: string; rest: string } | null {
  const held = isEnd ? "" : (halfLineEnd.exec(text)?.[0] ?? "");
  const found = lineEnd.exec(text.slice(0, text.length - held.length));
  if (found) return { line: text.slice(0, found.index), rest: text.slice(found.index + found[0].length) };
  return isEnd && text !== "" ? { line: text, rest: "" } : null;
}
