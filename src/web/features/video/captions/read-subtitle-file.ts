import { decodeAs as decodeBytes, decodeSubtitles } from "#shared/captions/decode-subtitles.ts";
import { type Encoding, encodings } from "#shared/captions/encodings.ts";
import { parseSubtitles } from "#shared/captions/parse-subtitles.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { cueLimits } from "#shared/video/cue-limits.ts";
import type { Cue } from "#shared/video/cues.ts";
import { SubtitleTrouble } from "./subtitle-trouble.ts";

/** `isGuess`: the encoding was guessed, so the learner may choose another one with `decodeAs`. */
export type ReadSubtitles = { cues: Cue[]; skipped: number; encoding: Encoding; isGuess: boolean };

/** Reads a subtitle file that the learner chose. Throws `SubtitleTrouble`. */
export async function readSubtitleFile(file: File, language: LearningLanguage): Promise<ReadSubtitles> {
  const bytes = await readBytes(file);
  const decoded = decodeSubtitles(bytes, language);
  if (!decoded) throw new SubtitleTrouble(hasZeros(bytes) ? "not_text" : "encoding_unknown");
  if (decoded.encoding !== "utf-16le" && decoded.encoding !== "utf-16be" && hasZeros(bytes))
    throw new SubtitleTrouble("not_text");
  return parse(decoded.text, file, decoded.encoding, decoded.isGuess);
}

/** The same in the encoding that the learner chose: what cannot be decoded becomes �, so the lines are also a preview. */
export async function decodeAs(file: File, encoding: Encoding): Promise<ReadSubtitles> {
  return parse(decodeBytes(await readBytes(file), encoding), file, encoding, false);
}

/** The encodings that a learner can choose: first those of the language. */
export function encodingsFor(language: LearningLanguage): Encoding[] {
  const isOwn = (encoding: (typeof encodings)[number]) => encoding.language === language;
  return [...encodings.filter(isOwn), ...encodings.filter((encoding) => !isOwn(encoding))].map(({ name }) => name);
}

async function readBytes(file: File): Promise<Uint8Array> {
  if (file.size > cueLimits.bytes) throw new SubtitleTrouble("too_large");
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new SubtitleTrouble("unreadable"); // it was moved or changed since the learner chose it
  }
}

function parse(text: string, file: File, encoding: Encoding, isGuess: boolean): ReadSubtitles {
  const { cues, skipped } = parseSubtitles(text, file.name);
  if (cues.length === 0) throw new SubtitleTrouble("no_lines");
  return { cues, skipped, encoding, isGuess };
}

/** Text has no zero bytes, except in UTF-16. A picture of subtitles (`.sub`, `.sup`) has many. */
const hasZeros = (bytes: Uint8Array) => bytes.subarray(0, 4096).includes(0);
