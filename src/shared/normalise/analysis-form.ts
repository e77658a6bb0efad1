import { tableLines } from "#shared/table-lines.ts";
import { hasLetter, type Span } from "./letters.ts";
import radicalTable from "./radicals.txt" with { type: "text" };

/** A text in the form that analysers and dictionaries know. `starts` and `ends` give the span in the original of each UTF-16 unit of `text`. */
export type AnalysisForm = { text: string; starts: number[]; ends: number[] };

const radicals = new Map(tableLines(radicalTable).map((line): [string, string] => [line.slice(0, 1), line.slice(2)]));

/**
 * A character with everything that may be part of it: marks, voicing marks in any width, invisible characters, and the jamo of one syllable.
 * Besides jamo, only the vowels of Kirat Rai (U+16D63 and later) are letters that Unicode composes with letters.
 */
const cluster =
  /(?:[\u1100-\u1112](?:\p{DI}*[\u1161-\u1175](?:\p{DI}*[\u11A8-\u11C2])*)?|[가-힣](?:\p{DI}*[\u11A8-\u11C2])*|[\u{16D63}\u{16D69}]\u{16D67}{1,2}|\u{16D67}{2}|[^])[\p{M}\p{DI}ﾞﾟ゛゜]*/gu;

/**
 * The form for analysis: one spelling for decomposed, half-width, full-width and compatibility characters, without variation selectors and
 * invisible characters, with one kind of tilde and with ゝ and ゞ written out: `ﾃﾚﾋﾞで⾒ました` → テレビで見ました, `すゞめ～` → すずめ〜.
 * It has no lone surrogates.
 */
export function toAnalysisForm(text: string): AnalysisForm {
  const form: AnalysisForm = { text: "", starts: [], ends: [] };
  for (const { 0: written, index } of text.matchAll(cluster)) {
    const plain = toPlain(written, form.text.slice(-1));
    form.text += plain;
    for (let unit = 0; unit < plain.length; unit++) {
      form.starts.push(index);
      form.ends.push(index + written.length);
    }
  }
  return form;
}

/** The form of a short text whose spans do not matter. */
export const toPlainText = (text: string) => toAnalysisForm(text).text;

function toPlain(written: string, before: string): string {
  const visible = written.replace(/\p{DI}/gu, "").toWellFormed();
  if (/^[~～〜]$/.test(visible)) return "〜";
  const voiced = joinVoicing(visible);
  const known = radicals.get(voiced) ?? voiced;
  const plain = isCompatible(known) ? known.normalize("NFKC") : known.normalize("NFC");
  return repeatKana(plain.normalize("NFC"), before);
}

/** か + ゛ → が. A mark that makes no other kana is dropped, as in the shout あ゛. */
function joinVoicing(text: string): string {
  const [, base, marks, rest] =
    /^([\p{sc=Hiragana}\p{sc=Katakana}ｦ-ﾝ])([ﾞ゛\u3099ﾟ゜\u309A]+)(.*)$/su.exec(text.normalize("NFD")) ?? [];
  if (!base || !marks) return text;
  const mark = /^[ﾞ゛\u3099]/.test(marks) ? "\u3099" : "\u309A";
  return Array.from((base.normalize("NFKC") + mark).normalize("NFC"))[0] + rest!;
}

/** Letters and half-width punctuation get their usual form. Other punctuation stays: `！` is right in Chinese. Jamo such as ㅋ stay, because ㅋㅋ is written so. */
const isCompatible = (text: string) => (hasLetter(text) && !/^[\u3131-\u318E]/.test(text)) || /^[｡-･]/.test(text);

/** ゝ repeats the kana before it, ゞ with voicing: こゝろ → こころ. */
function repeatKana(plain: string, before: string): string {
  if (!/^[ゝゞヽヾ]$/.test(plain) || !/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(before)) return plain;
  const base = before.normalize("NFD").slice(0, 1);
  return /[ゞヾ]/.test(plain) ? Array.from(`${base}\u3099`.normalize("NFC"))[0]! : base;
}

/** The span in the form that covers a span of the original. */
export function spanInForm({ starts, ends }: AnalysisForm, { start, end }: Span): Span {
  return { start: firstAfter(ends, start), end: firstFrom(starts, end) };
}

/** The span of the original that the units of a form's span come from. */
export const spanInText = ({ starts, ends }: AnalysisForm, { start, end }: Span): Span => ({
  start: starts[start] ?? ends.at(-1) ?? 0,
  end: ends[end - 1] ?? 0,
});

const firstAfter = (values: readonly number[], place: number) => firstWhere(values, (value) => value > place);
export const firstFrom = (values: readonly number[], place: number) => firstWhere(values, (value) => value >= place);

/** The first index with a value that passes; the values ascend. */
function firstWhere(values: readonly number[], passes: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(values[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
