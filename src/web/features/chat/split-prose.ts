/**
 * A text as the pieces that can be drawn on their own, so that only the last one changes while it is written.
 * Joined with blank lines they are the text again. What must stay together: a fence, a list, what is indented under it.
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

/** `[1]: https://…` or `[^1]: …` at the end gives its meaning to `[1]` anywhere before. */
const definition = /^\s{0,3}\[[^\]\n]+\]:/m;
const listItem = /^\s{0,3}([-*+]|\d{1,9}[.)])\s/;

const continues = (last: string, paragraph: string) =>
  /^(\t| {2,})\S/.test(paragraph) || (listItem.test(last) && listItem.test(paragraph));

/** The fence that a text leaves open: ``` or ~~~, closed by the same sign, at least as long. */
function openFence(text: string, open: string | null): string | null {
  for (const [, mark = ""] of text.matchAll(/^\s{0,3}(`{3,}|~{3,})/gm)) {
    if (open === null) open = mark;
    else if (mark.startsWith(open)) open = null;
  }
  return open;
}

/** Signs that mean something in Markdown, where they can mean it. `日本に行きたいです。` has none, `a < b` neither. */
export const hasMarkdown = (text: string): boolean =>
  /[*_`~|]|\[[^\]]*\]|https?:\/\/|^\s{0,3}(#{1,6}|[-+]|>|\d{1,9}[.)])\s|^\s*(-{3,}|={3,})\s*$|\\[!-/:-@[-`{-~]|&\w+;/m.test(
    text,
  );
