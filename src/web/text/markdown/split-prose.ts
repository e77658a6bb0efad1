/** A piece of a text: where it begins and ends. */
export type ProseSpan = { from: number; to: number };

export const splitProse = (text: string): string[] => proseSpans(text).map(({ from, to }) => text.slice(from, to));

/**
 * Splits a text into pieces that can be drawn on their own, so that only the last one changes while the text is written. Between them are only
 * blank lines. A fence stays in one piece, and so does a list and text that is indented under it.
 */
export function proseSpans(text: string): ProseSpan[] {
  const spans: ProseSpan[] = [];
  let fence: string | null = null;
  let isList = false;
  for (const { from, to } of paragraphs(text)) {
    const paragraph = text.slice(from, to);
    const last = spans.at(-1);
    if (last && (fence !== null || isIndented.test(paragraph) || (isList && listItem.test(paragraph)))) last.to = to;
    else {
      spans.push({ from, to });
      isList = listItem.test(paragraph);
    }
    fence = openFence(paragraph, fence);
  }
  return spans.filter(({ from, to }) => text.slice(from, to).trim() !== "");
}

function* paragraphs(text: string): Iterable<ProseSpan> {
  let from = 0;
  for (const { 0: blank, index } of text.matchAll(/\n(?:[ \t]*\n)+/g)) {
    yield { from, to: index };
    from = index + blank.length;
  }
  yield { from, to: text.length };
}

/** `[1]: https://…` or `[^1]: …` at the end of a text defines `[1]` anywhere before it. */
export const hasDefinition = (text: string): boolean => /^\s{0,3}\[[^\]\n]+\]:/m.test(text);

const listItem = /^\s{0,3}([-*+]|\d{1,9}[.)])\s/;
const isIndented = /^(\t| {2,})\S/;

/** The fence that a text leaves open: ``` or ~~~, closed by the same sign of at least the same length. */
export function openFence(text: string, open: string | null): string | null {
  for (const [, mark = ""] of text.matchAll(/^\s{0,3}(`{3,}|~{3,})/gm)) {
    if (open === null) open = mark;
    else if (mark.startsWith(open)) open = null;
  }
  return open;
}

/** Finds Markdown signs in positions where they have a meaning. `日本に行きたいです。` has none, and neither has `a < b`. */
export const hasMarkdown = (text: string): boolean =>
  /[*_`~|]|\[[^[\]]*\]|https?:\/\/|^\s{0,3}(?:>|(?:#{1,6}|[-+]|\d{1,9}[.)])\s)|^[ \t]*(-{3,}|={3,})[ \t]*$|\\[!-/:-@[-`{-~\n]|&#?\w+;|www\.|<[/!a-z]/im.test(
    text,
  );
