import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Track } from "#shared/video/cues.ts";

/** The learner wants no subtitles: stored as the id of the track. */
export const noTrack = "off";

/** `zh-Hans` and `zh-CN` are one language here, and so are `ja` and `ja-orig`. */
const baseOf = (language: string) => language.toLowerCase().split(/[-_]/)[0];
/** Matroska names languages with three letters. */
const longNames: Record<string, string> = { jpn: "ja", zho: "zh", chi: "zh", kor: "ko" };
const isIn = (track: Track, language: LearningLanguage) => {
  const base = baseOf(track.language ?? "") ?? "";
  return (longNames[base] ?? base) === baseOf(language);
};

const order: readonly Track["kind"][] = ["file", "embedded", "manual", "automatic"];

/** The track that is shown until the learner chooses one: a file, or one in the language that is learnt. Automatic ones come last. */
export function defaultTrack(tracks: readonly Track[], language: LearningLanguage): Track | null {
  for (const kind of order) {
    const ofKind = tracks.filter((track) => track.kind === kind);
    const own = ofKind.find((track) => isIn(track, language));
    if (own) return own;
    // the language of a file is not known, and one track that stands alone is the one that was added
    const unknown = ofKind.find((track) => track.language === null && (kind === "file" || ofKind.length === 1));
    if (unknown) return unknown;
  }
  return null;
}

/** The id of a subtitle file's track: a file of the same name takes its place. */
export function fileTrackId(name: string): string {
  let hash = 0x811c9dc5;
  for (const letter of name.normalize("NFC")) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return `file-${(hash >>> 0).toString(16)}-${name.length}`;
}
