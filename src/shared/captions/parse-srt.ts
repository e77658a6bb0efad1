import { readTagged } from "./caption-text.ts";
import { parseTimes } from "./clock.ts";
import { finishCues, type ParsedCues, type RawCue } from "./finish-cues.ts";
import { unroll } from "./unroll.ts";

/**
 * SubRip. A text lasts from its times to the next ones, so its number may be missing and it may hold an empty line. Coordinates behind the times
 * (`X1:100 X2:500`) are left out.
 */
export function parseSrt(text: string): ParsedCues {
  const found: RawCue[] = [];
  let broken = 0;
  let body: string[] = [];
  let times: ReturnType<typeof parseTimes> = null;
  const close = () => {
    if (times) found.push({ ...times, text: readTagged(body.join("\n")) });
    body = [];
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!line.includes("-->")) {
      body.push(line);
      continue;
    }
    if (/^\s{0,9}\d{1,9}\s{0,9}$/.test(body.at(-1) ?? "")) body.pop(); // the number of this one
    close();
    times = parseTimes(line);
    if (!times) broken++;
  }
  close();
  return unroll(finishCues(found, broken));
}
