import { toPlainLines } from "./caption-text.ts";

/**
 * The text of a line of ASS: without `{…}` and without drawings, which begin with `{\p1}` and end with `{\p0}`. `\N` begins a line, `\h` is a space.
 */
export function readAssText(text: string): string {
  let plain = "";
  let isDrawing = false;
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("{", at);
    const close = open < 0 ? -1 : text.indexOf("}", open);
    const end = close < 0 ? text.length : open; // a bracket that is never closed is text
    if (!isDrawing) plain += text.slice(at, end);
    if (close < 0) break;
    isDrawing = drawsAfter(text.slice(open, close), isDrawing);
    at = close + 1;
  }
  return toPlainLines(plain.replace(/\\N/g, "\n").replace(/\\[nh]/g, " "));
}

function drawsAfter(tags: string, isDrawing: boolean): boolean {
  const scale = /^.*\\p(\d)/s.exec(tags)?.[1];
  return scale === undefined ? isDrawing : scale !== "0";
}
