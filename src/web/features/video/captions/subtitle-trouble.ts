/**
 * Why no lines were read: the file is larger than a subtitle file can be, is no text, has letters of no encoding that we know, has no line that can be
 * read, or was moved or changed since the learner chose it.
 */
export type SubtitleTroubleCode = "too_large" | "not_text" | "encoding_unknown" | "no_lines" | "unreadable";

export class SubtitleTrouble extends Error {
  readonly code: SubtitleTroubleCode;
  constructor(code: SubtitleTroubleCode) {
    super(code);
    this.code = code;
  }
}
