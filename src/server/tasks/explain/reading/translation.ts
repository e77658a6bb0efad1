import { isWrittenIn } from "#shared/languages/index.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { cleanField } from "./bare-text.ts";
import { isRefusal, isTalk } from "./tables.ts";

export const onlyLetters = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** `猫が好きです。 = I like cats.` → `I like cats.` Empty if there is nothing but the sentence. */
export function withoutSentence({ sentence }: ExplainQuestion, text: string): string {
  const core = sentence.replace(/(?<![\s.。!！?？…])[\s.。!！?？…]+$/u, "");
  const bare = cleanField(
    text.replace(
      /^["'“「]?(?:the translation is|it means|this means|the sentence means|this sentence means|in english)[:,]?\s+/i,
      "",
    ),
  );
  if (onlyLetters(bare) === onlyLetters(sentence)) return "";
  const at = bare.indexOf(core);
  if (at < 0 || core === "") return bare;
  const around = [bare.slice(0, at), bare.slice(at + core.length)].map((part) => trimSigns(part));
  const [before = "", after = ""] = around;
  if (before !== "" && after !== "") return bare;
  return before || after;
}

/** `I bought this [ネクタイ]`: brackets around a word of the sentence belong to the form of the other lines. */
export function withoutQuotedWord({ language }: ExplainQuestion, text: string): string {
  const [whole = "", quote = ""] = /\s*\[([^[\]]+)\]/.exec(text) ?? [];
  return isWrittenIn(quote, language) ? text.replace(whole, "") : text;
}

/** The signs that divide the sentence from its translation, and the brackets around one of them. */
const trimSigns = (text: string) =>
  cleanField(
    text
      .replace(/^[\s.。!！?？…"'”」）)\]】=＝→⇒:：–—-]+/u, "")
      .replace(/(?<![\s"'“「（([【=＝→⇒:：–—-])[\s"'“「（([【=＝→⇒:：–—-]+$/u, "")
      .replace(/^[（(]([^()（）]*)[)）]$/, "$1"),
  ).replace(/\)$(?<!\([^()]*\))/, "");

/** Two lines of one sentence. */
export function joinLines(lines: readonly string[]): string {
  const endsWithoutSpace = (line: string) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、。，]$/u.test(line.slice(-2));
  return lines.map((line, index) => (endsWithoutSpace(lines[index - 1] ?? "。") ? line : ` ${line}`)).join("");
}

/** The translation among lines without a number; null if none of them can be one. */
export function pickTranslation(question: ExplainQuestion, lines: readonly string[]): string | null {
  const usable = lines.filter((line) => !isTalk(line) && onlyLetters(line) !== onlyLetters(question.sentence));
  const likely = usable.filter((line) => !isRefusal(line));
  const [first, second] = likely.length > 0 ? likely : usable;
  if (first === undefined) return null;
  const isBroken =
    second !== undefined && !/[.!?。！？…]["'”’」』)]?$/.test(first) && !isWrittenIn(second, question.language);
  return isBroken ? joinLines([first, second]) : first;
}
