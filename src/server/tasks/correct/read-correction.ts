import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { parseJson } from "#shared/parse-json.ts";
import { tableLines } from "#shared/table-lines.ts";
import { ownPart, withoutAside } from "#server/tasks/own-part.ts";
import { plainLine } from "#server/tasks/plain-line.ts";
import { isNearlySame, isVersion, toLetters } from "./is-version.ts";
import markTable from "./marks.tsv" with { type: "text" };
import { inOwnScript } from "./own-script.ts";
import { correctExamples } from "./prompt.ts";

/** What a model says about the learner's sentence. `unusable`: the answer is neither a verdict nor a version of the sentence. */
export type ReadCorrection = { kind: "right" } | { kind: "corrected"; corrected: string } | { kind: "unusable" };

/** Reads the answer to `askToCorrect`. A version that differs only in punctuation or width says that the sentence is right. */
export const readCorrection = (sentence: string, text: string, language: LearningLanguage): ReadCorrection =>
  read(sentence, text, language).correction;

/** Whether the whole lines so far decide, so that the request can be closed. The sentence alone does not: its correction may follow. */
export function isCorrectionDecided(sentence: string, text: string, language: LearningLanguage): boolean {
  const { correction, isEcho } = read(sentence, text.slice(0, text.lastIndexOf("\n") + 1), language);
  return correction.kind !== "unusable" && !isEcho;
}

/** `isEcho`: the model only repeated the sentence. */
type Read = { correction: ReadCorrection; isEcho: boolean };

function read(sentence: string, text: string, language: LearningLanguage): Read {
  let isEcho = false;
  for (const { said, isMarked } of toStatements(text, sentence)) {
    if (saysRight(said)) return { correction: { kind: "right" }, isEcho: false };
    const versions = toVersions(said, sentence, language);
    const isSame = (version: string) => toLetters(version, language) === toLetters(sentence, language);
    isEcho ||= versions.some(isSame);
    const corrected = versions.find((version) => !isSame(version) && isCorrection(sentence, version, language));
    // after the learner's own sentence, only what is called a correction is one
    if (corrected !== undefined && (!isEcho || isMarked))
      return { correction: { kind: "corrected", corrected: withEndOf(sentence, corrected) }, isEcho: false };
  }
  return { correction: { kind: isEcho ? "right" : "unusable" }, isEcho };
}

type Kind = "right" | "subject" | "corrected" | "original";
const marks = tableLines(markTable).map((line) => line.split("\t"));
const wordsOf = (...kinds: Kind[]) =>
  marks
    .filter(([kind]) => kinds.some((one) => one === kind))
    .map(([, words = ""]) => words)
    .sort((one, other) => other.length - one.length)
    .map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join("|");

const right = new RegExp(`^(?:(?:${wordsOf("subject")})[\\s、，]*)?(?:${wordsOf("right")})$`, "iu");
/** `OK! いい文ですね。` is a verdict, `OK, here is the correction: …` is none. */
const okBefore = /^ok(?:ay)?\b[^\p{L}]+(?!.*(?:correct|fix|修正|수정|改))/iu;
const labelled = (...kinds: Kind[]) => new RegExp(`^(?:${wordsOf(...kinds)})\\s*[:：=]\\s*|^[✅✓❌✗×○]\\s*`, "iu");
const correctedLabel = labelled("corrected");
const originalLabel = labelled("original");

function saysRight(said: string): boolean {
  const plain = said.normalize("NFKC").trim();
  const bare = plain.replace(/[\p{P}\s]+$/u, "");
  return right.test(bare) || okBefore.test(plain);
}

/** `isMarked`: a label, an arrow or a sign calls it the correction. */
type Statement = { said: string; isMarked: boolean };

/** The lines of an answer that can hold a verdict or a correction, each without its label. */
function* toStatements(text: string, sentence: string): Generator<Statement> {
  const rows = sentence.trim().split(/\s*\n\s*/).length;
  const lines = text
    .normalize("NFC")
    .split("\n")
    .flatMap(readJson)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("```"));
  if (rows > 1) yield { said: lines.slice(0, rows).map(plainLine).join("\n"), isMarked: false };
  let isAnnounced = false;
  for (const line of lines) {
    const plain = plainLine(line);
    if (/^[❌✗×]/u.test(plain) || originalLabel.test(plain.replace(/^[✅✓○]\s*/u, ""))) {
      if (!hasArrow(plain)) continue;
    }
    const [, after] = splitArrow(plain);
    const rest = plainLine((after ?? plain).replace(correctedLabel, ""));
    const isMarked = after !== undefined || isAnnounced || rest !== (after ?? plain);
    isAnnounced = /[:：]$/u.test(plain); // what follows is announced
    if (rest !== "" && !isAnnounced) yield { said: rest, isMarked };
    else if (plain !== "" && !isAnnounced) yield { said: plain, isMarked };
  }
}

const arrow = /\s*(?:→|⇒|➡️?|->|=>|-->)\s*|\s*\|\s*/u;
const hasArrow = (line: string) => arrow.test(line);

/** `a → b` → a and b; `→ b` has only b. A row of a table is read in the same way. */
function splitArrow(line: string): [string, string | undefined] {
  const sides = line.split(arrow).filter((side) => /\p{L}/u.test(side));
  const last = sides.at(-1);
  return last !== undefined && (sides.length > 1 || /^(?:→|⇒|➡|->|=>)/u.test(line))
    ? [sides[0]!, last]
    : [line, undefined];
}

/** `{"original": "…", "corrected": "…"}` → a line for each. */
function readJson(line: string): string[] {
  if (!/^\s*\{.*\}\s*$/.test(line)) return [line.replace(/^\s*"([^"]+)"\s*:\s*"(.*)",?\s*$/, "$1: $2")];
  const parsed = parseJson(line);
  if (typeof parsed !== "object" || parsed === null) return [line];
  return Object.entries(parsed).map(([key, value]) => `${key}: ${String(value)}`);
}

/** What the statement can be meant to be: a quotation in it, its part in the language, its first sentences. */
function toVersions(said: string, sentence: string, language: LearningLanguage): string[] {
  const part = withoutAside(ownPart(withoutReadings(said, sentence, language), language), language);
  const tidy = (version: string) =>
    inOwnScript(plainLine(withoutSpaces(version, sentence, language)), sentence, language);
  return [...quotationsIn(said, sentence), firstSentences(part, sentence), part].map(tidy);
}

/** `The correct sentence is "…"` → the sentence. Quotes that the learner wrote are part of the sentence. */
function quotationsIn(said: string, sentence: string): string[] {
  const quotes = /[「『“"]([^「『」』“”"]+)[」』”"]/gu;
  return sentence.search(quotes) >= 0 ? [] : [...said.matchAll(quotes)].map(([, inside = ""]) => inside);
}

/** Furigana that the model added: 寒(さむ)かった → 寒かった. */
function withoutReadings(said: string, sentence: string, language: LearningLanguage): string {
  const { bracketedReading } = languages[language];
  if (!bracketedReading || sentence.search(bracketedReading) >= 0) return said;
  return said.replace(bracketedReading, "");
}

/** Spaces that the model put between words: 昨日 は 寒かった です → 昨日は寒かったです. */
function withoutSpaces(version: string, sentence: string, language: LearningLanguage): string {
  const { wordSeparator, script } = languages[language];
  if (wordSeparator === " " || / /.test(sentence.trim())) return version;
  const between = new RegExp(String.raw`(?<=${script.source}|\p{P}) +(?=${script.source}|\p{P})`, "gu");
  return version.replace(between, "");
}

/** As many sentences as the learner wrote. An explanation may follow on the same line. */
function firstSentences(version: string, sentence: string): string {
  const split = (text: string) => text.match(/[^。！？!?.]+[。！？!?.]*/gu) ?? [];
  return split(version)
    .slice(0, Math.max(1, split(sentence).length))
    .join("")
    .trim();
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
  const end = /[\p{P}\s]*$/u;
  const own = end.exec(sentence.trim())?.[0] ?? "";
  return corrected.replace(end, "") + own;
}
