import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { wholeLines } from "#server/tasks/whole-lines.ts";
import { isNearlySame, isVersion, toLetters } from "./is-version.ts";
import { correctExamples } from "./prompt.ts";
import { saysRight, toStatements } from "./statements.ts";
import { toVersions } from "./versions.ts";

/** What a model says about the learner's sentence. `unusable`: the answer is neither a verdict nor a version of the sentence. */
export type ReadCorrection = { kind: "right" } | { kind: "corrected"; corrected: string } | { kind: "unusable" };

/** Reads the answer to `askToCorrect`. A version that differs only in punctuation or width says that the sentence is right. */
export const readCorrection = (sentence: string, text: string, language: LearningLanguage): ReadCorrection =>
  read(sentence, text, language).correction;

/** A correction stands in the first lines; small models write on and on. */
const mostLines = 6;
/** Each statement is compared with the whole sentence. */
const mostStatements = 12;

/** Whether the whole lines so far decide, so that the request can be closed. The sentence alone does not: its correction may follow. */
export function isCorrectionDecided(sentence: string, text: string, language: LearningLanguage): boolean {
  const whole = wholeLines(text);
  const lineCount = (lines: string) => lines.split("\n").filter((line) => line.trim() !== "").length;
  if (lineCount(whole) >= mostLines + lineCount(sentence)) return true;
  const { correction, isEcho } = read(sentence, whole, language);
  return correction.kind !== "unusable" && !isEcho;
}

/** `isEcho`: the model only repeated the sentence. */
type Read = { correction: ReadCorrection; isEcho: boolean };

function read(sentence: string, text: string, language: LearningLanguage): Read {
  let isEcho = false;
  let hasOther = false;
  for (const { said, isMarked } of toStatements(text, sentence).take(mostStatements)) {
    if (saysRight(said)) return { correction: { kind: "right" }, isEcho: false };
    const versions = toVersions(said, sentence, language);
    const isSame = (version: string) => toLetters(version, language) === toLetters(sentence, language);
    const corrected = versions.find((version) => !isSame(version) && isCorrection(sentence, version, language));
    // after the learner's own sentence or another one, only what is called a correction is one
    const isTaken = corrected !== undefined && (isMarked || !(isEcho || hasOther || versions.some(isSame)));
    if (isTaken) return { correction: { kind: "corrected", corrected: withEndOf(sentence, corrected) }, isEcho: false };
    isEcho ||= versions.some(isSame);
    hasOther ||= isWrittenIn(said, language);
  }
  return { correction: { kind: isEcho ? "right" : "unusable" }, isEcho };
}

/** Whether this is a version of the sentence and not an answer of an example. */
function isCorrection(sentence: string, version: string, language: LearningLanguage): boolean {
  if (!isVersion(sentence, version, language)) return false;
  if (isNearlySame(sentence, version, language)) return true;
  const same = (one: string, other: string) => toLetters(one, language) === toLetters(other, language);
  return !correctExamples(language).some(
    ({ given, answer }) => (same(version, answer) || same(version, given)) && !same(sentence, given),
  );
}

/** The end of the learner's sentence, because punctuation is no mistake: 寒いでした, 寒かったです。 → 寒かったです. */
function withEndOf(sentence: string, corrected: string): string {
  const end = /(?<![\p{P}\s])[\p{P}\s]*$/u; // not tried again inside of a long run
  const own = end.exec(sentence.trim())?.[0] ?? "";
  return corrected.replace(end, "") + own;
}
