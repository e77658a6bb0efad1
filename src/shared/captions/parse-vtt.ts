import { readTagged } from "./caption-text.ts";
import { parseTimes } from "./clock.ts";
import { finishCues, type ParsedCues, type RawCue } from "./finish-cues.ts";
import { unroll } from "./unroll.ts";

/** WebVTT: blocks between empty lines. A block without times is the header, a `NOTE`, a `STYLE` or a `REGION`. */
export function parseVtt(text: string): ParsedCues {
  const found: RawCue[] = [];
  let broken = 0;
  for (const block of blocksOf(text.split(/\r\n|\n|\r/))) {
    // a name may stand above the times; a comment may hold an arrow
    const at = /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(block[0]!) ? -1 : block.findIndex((line) => line.includes("-->"));
    if (at < 0) continue;
    const times = parseTimes(block[at]!);
    if (times) found.push({ ...times, text: readTagged(block.slice(at + 1).join("\n")) });
    else broken++;
  }
  return unroll(finishCues(found, broken));
}

/** Times also begin a block where the empty line before them is missing. */
function* blocksOf(lines: readonly string[]): Generator<string[]> {
  let block: string[] = [];
  for (const line of lines) {
    const isNext = line.includes("-->") && block.some((before) => before.includes("-->"));
    if (line !== "" && !isNext) block.push(line);
    else {
      if (block.length > 0) yield block;
      block = isNext ? [line] : [];
    }
  }
  if (block.length > 0) yield block;
}
