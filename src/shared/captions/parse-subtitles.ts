import type { ParsedCues } from "./finish-cues.ts";
import { parseAss } from "./parse-ass.ts";
import { parseJson3 } from "./parse-json3.ts";
import { parseSrt } from "./parse-srt.ts";
import { parseTimedText } from "./parse-timed-text.ts";
import { parseVtt } from "./parse-vtt.ts";

/** The ends of names of subtitle files that can be read. */
export const subtitleEndings = [
  ".srt",
  ".vtt",
  ".ass",
  ".ssa",
  ".json3",
  ".json",
  ".srv1",
  ".srv2",
  ".srv3",
  ".xml",
  ".txt",
];

const byEnding: readonly [RegExp, (text: string) => ParsedCues][] = [
  [/\.vtt$/i, parseVtt],
  [/\.(?:ass|ssa)$/i, parseAss],
  [/\.json3?$/i, parseJson3],
  [/\.(?:srv[123]|xml)$/i, parseTimedText],
];

/** What a file says of itself counts more than the end of its name. */
const byContent: readonly [RegExp, (text: string) => ParsedCues][] = [
  [/^WEBVTT(?:\s|$)/, parseVtt],
  [/^\[(?:Script Info|V4\+? Styles|Events)\]/i, parseAss],
  [/^(?:Dialogue|Comment):/, parseAss],
  [/^\{\s{0,99}"/, parseJson3],
  [/^<(?:\?xml|timedtext|transcript)[\s>]/, parseTimedText],
];

/**
 * The lines of a subtitle file as plain text, sorted by time. Never throws: what cannot be read is counted in `skipped`, and a text that is no
 * subtitle has no lines. `name` is the name of the file.
 */
export function parseSubtitles(text: string, name: string): ParsedCues {
  const content = text.replace(/^\ufeff/, "").trimStart();
  const beginning = content.slice(0, 200);
  const [, parse = parseSrt] =
    byContent.find(([pattern]) => pattern.test(beginning)) ??
    byEnding.find(([pattern]) => pattern.test(name.slice(-10))) ??
    [];
  return parse(content);
}
