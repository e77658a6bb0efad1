/**
 * Splits a text into pieces that can be drawn on their own, so that only the last one changes while the text is written.
 * Joined with blank lines, they are the text again. A fence stays in one piece, and so does a list and text that is indented
 * under it.
 */
export function splitProse(text: string): string[] {
  if (definition.test(text)) return [text];
  const pieces: string[] = [];
  let fence: string | null = null;
  for (const paragraph of text.split(/\n(?:[ \t]*\n)+/)) {
    const last = pieces.at(-1);
    if (last !== undefined && (fence !== null || continues(last, paragraph)))
      pieces[pieces.length - 1] += `\n\n${paragraph}`;
    else pieces.push(paragraph);
    fence = openFence(paragraph, fence);
  }
  return pieces.filter((piece) => piece.trim() !== "");
}

/** `[1]: https://…` or `[^1]: …` at the end of a text defines `[1]` anywhere before it. */
const definition = /^\s{0,3}\[[^\]\n]+\]:/m;
const listItem = /^\s{0,3}([-*+]|\d{1,9}[.)])\s/;

const continues = (last: string, paragraph: string) =>
  /^(\t| {2,})\S/.test(paragraph) || (listItem.test(last) && listItem.test(paragraph));

/** The fence that a text leaves open: ``` or ~~~, closed by the same sign of at least the same length. */
function openFence(text: string, open: string | null): string | null {
  for (const [, mark = ""] of text.matchAll(/^\s{0,3}(`{3,}|~{3,})/gm)) {
    if (open === null) open = mark;
    else if (mark.startsWith(open)) open = null;
  }
  return open;
}

/** Finds Markdown signs in positions where they have a meaning. `日本に行きたいです。` has none, and neither has `a < b`. */
export const hasMarkdown = (text: string): boolean =>
  /[*_`~|]|\[[^[\]]*\]|https?:\/\/|^\s{0,3}(#{1,6}|[-+]|>|\d{1,9}[.)])\s|^[ \t]*(-{3,}|={3,})[ \t]*$|\\[!-/:-@[-`{-~]|&\w+;/m.test(
    text,
  );
