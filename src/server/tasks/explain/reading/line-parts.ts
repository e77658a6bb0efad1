import type { ExplainQuestion, NumberedWord } from "#server/tasks/explain/question.ts";
import { readNumber, splitAtNumbers } from "./numbers.ts";
import { isSameScript } from "./same-script.ts";
import { type Label, labelOf } from "./tables.ts";
import { withoutSentence } from "./translation.ts";
import { firstPiece, isReading, leadingWord, namesWord, startsWithWord } from "./word-text.ts";

/** What a line, or one of several parts of a line, is. `foreign`: it names a word of another sentence, such as that of the example. */
export type Part =
  | { kind: "numbered"; from: number; to: number; text: string }
  | { kind: "labelled"; label: Label; text: string }
  | { kind: "word"; word: NumberedWord; text: string }
  | { kind: "foreign"; number: number }
  | { kind: "text"; text: string };

/** What the lines before tell. `offset`: what is added to each number. `isMissing`: nothing was said of this word. `hasClearSigns`: a word is divided from its meaning by more than a space. */
export type Context = { offset: number; isMissing: (word: NumberedWord) => boolean; hasClearSigns: boolean };

/** A line that holds several numbers, or several words with their meanings, in parts. */
export const splitLine = (question: ExplainQuestion, line: string): string[] =>
  splitAtNumbers(line, question.words.length + 1).flatMap((part) => splitAtWords(question, part));

export function readPart(question: ExplainQuestion, part: string, context: Context): Part {
  const labelled = readLabel(part);
  const numbered = isCountedWord(question, part) ? null : readNumber(part);
  // `3. Translation: …` has a number, 【翻訳】 has none
  if (numbered && !(labelled && !/^\d/.test(part))) {
    const [from, to] = [numbered.from - context.offset, numbered.to - context.offset];
    return findOther(question, from, numbered.text, context) ?? { kind: "numbered", from, to, text: numbered.text };
  }
  if (labelled) return { kind: "labelled", ...labelled };
  const word = findWord(question, part, context);
  if (word) return word;
  const text = withoutSentence(question, part);
  const isForeign = !isSameScript(question) && leadingWord(question, text) !== null;
  return isForeign ? { kind: "foreign", number: 0 } : { kind: "text", text };
}

/** `3時: 3 o'clock` begins with a word and not with a number. */
const isCountedWord = ({ words }: ExplainQuestion, part: string) =>
  words.some((word) => /^\d/.test(word.word.surface) && clearDivider.test(startsWithWord(word, part) ?? ""));

/** The word that a line names, if that is another one than its number says. The word is right more often than the number. */
function findOther(question: ExplainQuestion, number: number, text: string, context: Context): Part | null {
  const own = question.words[number - 1];
  const lead = number > 0 ? leadingWord(question, text) : null;
  if (lead === null) return null;
  const isOfOther = question.words.some((word) => word !== own && namesWord(word, lead));
  if (!isOfOther && isSameScript(question)) return null;
  if (own && (startsWithWord(own, text) !== null || (!isOfOther && belongsTo(question, own, lead, text)))) return null;
  return findWord(question, text, context) ?? { kind: "foreign", number };
}

const belongsTo = (question: ExplainQuestion, own: NumberedWord, lead: string, text: string) =>
  isReading(question, own, firstPiece(text)) || isPartOf(own, lead) || namesWord(own, lead);

/** `猫が` and `行く` belong to the lines of 猫 and of 行きました. */
function isPartOf({ word }: NumberedWord, text: string): boolean {
  const names = [word.surface, word.lemma ?? ""].filter((name) => name !== "");
  return names.some((name) => name.includes(text) || text.includes(name));
}

const clearDivider = /^\s*(?:(?:[([（【][^()[\]（）【】]*[)\]）】]|\(?\d+\)?)?\s*(?:[:：=＝→⇒|]|[-–—]\s)|\d+[.)])/;

/** The word that a line begins with. A space behind it divides less clearly than a sign: a note can begin with a word too, so then the word must be missing. */
function findWord(question: ExplainQuestion, text: string, { isMissing, hasClearSigns }: Context): Part | null {
  const allowsSpace = !hasClearSigns && !isSameScript(question);
  const fitting = question.words
    .map((word) => ({ word, rest: startsWithWord(word, text) }))
    .flatMap(({ word, rest }) => (rest === null || rest.trim() === "" ? [] : [{ word, rest }]))
    .filter(({ word, rest }) => clearDivider.test(rest) || (allowsSpace && isMissing(word)))
    .toSorted((one, other) => other.word.word.surface.length - one.word.word.surface.length);
  const found = fitting.find(({ word }) => isMissing(word)) ?? fitting[0];
  return found ? { kind: "word", word: found.word, text: found.rest } : null;
}

/** `翻訳：猫が好きです`, `【翻訳】猫が好きです` and `### Translation`. A label alone in its line is a heading. */
export function readLabel(line: string): { label: Label; text: string } | null {
  const boxed = /^[【[（(]([^【】[\]()（）]{1,30})[】\])）]\s*[:：]?\s*(.*)$/su.exec(line);
  const boxedLabel = labelOf(boxed?.[1] ?? "");
  if (boxed && boxedLabel) return { label: boxedLabel, text: boxed[2] ?? "" };
  const divided = /^["'“「]?([^:：=＝|]{1,30}?)["'”」]?\s*(?:[:：=＝|]|\s[-–—]\s)\s*(.*)$/su.exec(line);
  const [name, text] = divided ? [divided[1] ?? "", divided[2] ?? ""] : [line, ""];
  const label = labelOf(name);
  return label === undefined ? null : { label, text: text.trim() };
}

/** `猫 = cat, が = (subject), 好き = like` in one line. */
function splitAtWords({ words }: ExplainQuestion, line: string): string[] {
  const names = words.map(({ word }) => escape(word.surface)).join("|");
  if (names === "") return [line];
  const pieces = line.split(new RegExp(`[,;、，；|/]\\s*(?=(?:${names})\\s*[=＝:：→])`, "u"));
  return pieces.length > 2 ? pieces : [line];
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
