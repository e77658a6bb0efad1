import { parseJson } from "#shared/parse-json.ts";
import { tableLines } from "#shared/table-lines.ts";
import { plainLine } from "#server/tasks/plain-line.ts";
import markTable from "./marks.tsv" with { type: "text" };

/** A line of an answer, without its label. `isMarked`: a label, an arrow or a sign calls it the correction. */
export type Statement = { said: string; isMarked: boolean };

/** The lines of an answer that can hold a verdict or a correction. If the learner wrote several lines, the first statement has as many. */
export function* toStatements(text: string, sentence: string): Generator<Statement> {
  const lines = text
    .normalize("NFC")
    .split("\n")
    .flatMap(toFieldLines)
    .filter((line) => !line.trim().startsWith("```"))
    .map(plainLine)
    .filter((line) => line !== "");
  const rows = sentence.split("\n").filter((line) => line.trim() !== "").length;
  if (rows > 1) yield { said: lines.slice(0, rows).join("\n"), isMarked: false };
  let isAnnounced = false;
  for (const line of lines) {
    const after = afterArrow(line);
    const said = after ?? line;
    const bare = plainLine(said.replace(correctedLabel, ""));
    const isAnnouncement = /[:：]$/u.test(line); // `Here is the corrected sentence:`
    const isOriginal = after === undefined && originalLabel.test(line);
    if (!isAnnouncement && !isOriginal)
      yield { said: bare === "" ? line : bare, isMarked: after !== undefined || bare !== said || isAnnounced };
    isAnnounced = isAnnouncement;
  }
}

/** A verdict stands in the beginning of a statement. In UTF-16 units. */
const longestVerdict = 500;

/** `OK`, `The sentence is correct.`, `✅` */
export function saysRight(said: string): boolean {
  const plain = said.slice(0, longestVerdict).normalize("NFKC").trim();
  return right.test(plain.replace(/(?<![\p{P}\s])[\p{P}\s]+$/u, "")) || okBefore.test(plain);
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
/** `OK! いい文ですね。` is a verdict, `OK, here is the correction: …` is not. */
const okBefore = /^ok(?:ay)?\b[^\p{L}]+(?!.*(?:correct|fix|修正|수정|改))/iu;
const correctedLabel = new RegExp(`^[✅✓○]\\s*|^(?:${wordsOf("corrected")})\\s*[:：=]\\s*`, "iu");
const originalLabel = new RegExp(`^[❌✗×]|^(?:${wordsOf("original")})\\s*[:：=]`, "iu");

/** What follows the last arrow of a line, or stands in the last cell of a row: `a → b`, `→ b`, `| a | b |`. */
function afterArrow(line: string): string | undefined {
  const sides = line
    .split(/→|⇒|➡️?|->|=>|\|/u)
    .map((side) => side.trim())
    .filter((side) => /\p{L}/u.test(side));
  return sides.length > 1 || /^(?:→|⇒|➡|->|=>)/u.test(line) ? sides.at(-1) : undefined;
}

/** `{"original": "…", "corrected": "…"}` → a line for each. */
function toFieldLines(line: string): string[] {
  if (!/^\s*\{.*\}\s*$/.test(line)) return [line.replace(/^\s*"([^"]+)"\s*:\s*"(.*)",?\s*$/, "$1: $2")];
  const parsed = parseJson(line);
  if (typeof parsed !== "object" || parsed === null) return [line];
  return Object.entries(parsed).map(([key, value]) => `${key}: ${String(value)}`);
}
