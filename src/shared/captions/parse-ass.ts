import { readAssText } from "./ass-text.ts";
import { parseClock } from "./clock.ts";
import { finishCues, type ParsedCues, type RawCue } from "./finish-cues.ts";
import { joinRepeated } from "./join-repeated.ts";

/** The fields of a `Dialogue:` in a file without a `Format:` line. */
const usualFields = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"];

/** ASS and SSA: only `Dialogue:` is shown. `Comment:`, styles and fonts are left out. */
export function parseAss(text: string): ParsedCues {
  const found: RawCue[] = [];
  let fields = usualFields;
  let section = "events";
  let broken = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.startsWith("[")) section = line.slice(1, 30).replace(/\].*/, "").trim().toLowerCase();
    if (section !== "events") continue;
    const [, kind, rest] = /^\s{0,9}(Format|Dialogue)\s{0,9}:(.*)$/is.exec(line) ?? [];
    if (kind === undefined || rest === undefined) continue;
    if (kind.toLowerCase() === "format") {
      const named = rest
        .toLowerCase()
        .split(",", 40)
        .map((name) => name.trim());
      if (named.includes("start") && named.at(-1) === "text") fields = named;
      continue;
    }
    const values = splitFields(rest, fields.length);
    const valueOf = (name: string) => values[fields.indexOf(name)]?.trim() ?? "";
    if (isDecoration(valueOf("style"), valueOf("effect"))) continue;
    const start = parseClock(valueOf("start"));
    const end = parseClock(valueOf("end"));
    if (start === null || end === null || values.length < fields.length) broken++;
    else found.push({ start, end, text: readAssText(values.at(-1)!) });
  }
  const { cues, skipped } = finishCues(found, broken);
  return { cues: joinRepeated(cues), skipped };
}

/** The text is the last field and may hold commas. */
export function splitFields(text: string, count: number): string[] {
  const values: string[] = [];
  let from = 0;
  while (values.length < count - 1) {
    const comma = text.indexOf(",", from);
    if (comma < 0) break;
    values.push(text.slice(from, comma));
    from = comma + 1;
  }
  return [...values, text.slice(from)];
}

/** Single syllables that programs make of songs (`fx`), and readings that Japanese broadcasts set as lines of their own (`Rubi`). */
export const isDecoration = (style: string, effect: string) =>
  effect.toLowerCase() === "fx" || /^rubi$|-furigana$/i.test(style);
