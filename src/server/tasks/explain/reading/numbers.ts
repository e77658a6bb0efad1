/** A line that begins with a number, or with two that are one expression: `4-5 to worry about`. */
export type Numbered = { from: number; to: number; text: string };

/** ① ⑴ ⒈ ❶ ➀ ➊ ⓪: the first sign of a row, and the number that it stands for. */
const circledRows: [first: string, value: number, count: number][] = [
  ["①", 1, 20],
  ["⑴", 1, 20],
  ["⒈", 1, 20],
  ["❶", 1, 10],
  ["➀", 1, 10],
  ["➊", 1, 10],
  ["⓪", 0, 1],
  ["⓿", 0, 1],
  ["🄀", 0, 1],
];

function circledValue(sign: string): number | null {
  const code = sign.codePointAt(0) ?? 0;
  for (const [first, value, count] of circledRows) {
    const at = code - (first.codePointAt(0) ?? 0);
    if (at >= 0 && at < count) return value + at;
  }
  return null;
}

/** Signs that are one number become digits with a full stop: `②猫` → `2. 猫`. Full-width digits and signs at the beginning become ASCII. */
function withPlainNumber(line: string): string {
  const first = String.fromCodePoint(line.codePointAt(0) ?? 32);
  const value = circledValue(first);
  if (value !== null) return `${value}. ${line.slice(first.length)}`;
  return line.replace(/^[\s（［〔【]*[０-９]+[）］〕】．：、]?/, (head) => head.normalize("NFKC"));
}

const prefix = String.raw`^(?:(?:no\.|line|word|item|number|第|番号|序号|번호|#)\s*)?`;
const digits = String.raw`(\d{1,3})(?:\s?[번行番号號]{1,2}(?=[\s.:：、)]))?`;
const range = String.raw`(?:\s?(?:[-–—~〜～,+&/]|and|to|と|和|와)\s?(\d{1,3}))?`;
const head = new RegExp(
  `${prefix}["'“「]?[[(【〔<]?\\s?${digits}${range}\\s?["'”」]?[\\])】〕>]?["'”」]?(\\s*(?:[.．。、):：|=＝→>,]|[-–—](?![(（]?\\p{sc=Hangul}))*)\\s*`,
  "iu",
);

/** Reads the number at the beginning of a line; null if there is none. `3:00 p.m.`, `1,000 yen` and `2024年` begin with another kind of number. */
export function readNumber(line: string): Numbered | null {
  const plain = withPlainNumber(line);
  const match = head.exec(plain);
  if (!match) return null;
  const [whole, first = "", second, mark = ""] = match;
  const text = plain.slice(whole.length);
  const isDivided = mark !== "" || /[\s\])】〕>"'”」]$/.test(whole) || !/^[\p{L}\p{N}]/u.test(text);
  const isClock = /[.:：,]$/.test(whole) && /^\d/.test(text);
  if (isClock || (!isDivided && /^[\p{sc=Latin}\p{N}]/u.test(text))) return null;
  const from = Number(first);
  if (second === undefined) return { from, to: from, text };
  const to = Number(second);
  if (to > from && to - from < 8) return { from, to, text };
  // `2 - 3 o'clock`: the second number belongs to the text
  const start = plain.indexOf(first) + first.length;
  return { from, to: from, text: plain.slice(start).replace(/^[\s\-–—~〜～,+&/]+/, "") };
}

type Cut = { at: number; isStrong: boolean; isListed: boolean };

/** Where the number `next` begins inside a line; null if it does not. Strong: `2.`, `(2)`, `②`, or a dividing sign before it. */
function findNext(line: string, next: number, from: number): Cut | null {
  const circled = circledRows
    .filter(([, value, count]) => next >= value && next < value + count)
    .map(([first, value]) => String.fromCodePoint((first.codePointAt(0) ?? 0) + next - value));
  const pattern = new RegExp(
    String.raw`(${circled.join("|") || "(?!)"})|(?<=^|[\s;,、，；。|/])(?:[([（【]\s?${next}\s?[)\]）】]|${next}(?:-\d{1,3})?[).．:：、](?!\d))(?=\s*\S)|[;|；,，、]\s*${next}(?:-\d{1,3})?\s+(?=\S)|(?<=\s)${next}(?:-\d{1,3})?\s+(?=\S)`,
    "gu",
  );
  pattern.lastIndex = from;
  const match = pattern.exec(line);
  if (!match) return null;
  const isListed = /^[,，、]/.test(match[0]);
  const isStrong = !isListed && (match[1] !== undefined || !/^\d+(?:-\d+)?\s+$/.test(match[0]));
  return { at: match.index, isStrong, isListed };
}

/**
 * Divides a line that holds several numbers: `1 cat 2 (subject) 3 like`. A number can also belong to the text ("at 3 o'clock"), so a bare
 * number divides only behind the end of a sentence, or if all later numbers up to `last` follow as well.
 */
export function splitAtNumbers(line: string, last: number): string[] {
  const first = readNumber(line);
  const cuts: Cut[] = [];
  const start = first ? line.length - first.text.length : 0;
  let at = Math.max(0, Math.min(start, line.length));
  for (let next = (first?.to ?? 0) + 1; next <= last;) {
    const cut = findNext(line, next, at);
    if (!cut) break;
    cuts.push(cut);
    at = cut.at + 1;
    const joined = new RegExp(String.raw`^[^\d]*${next}-(\d{1,3})`).exec(line.slice(cut.at));
    next = Number(joined?.[1] ?? next) + 1;
  }
  const isWhole = cuts.length >= Math.max(2, last - (first?.to ?? 0) - 1);
  const isList = cuts.length > 1 && cuts.every(({ isListed }) => isListed);
  const isOpening = first === null || first.from === 0;
  const firstWeak = cuts.findIndex(({ at: cut, isStrong }) => {
    if (isWhole || isList) return false;
    if (isOpening) return !/[.!?。！？]["'”’」』)]?\s*$/.test(line.slice(0, cut)) && !(isStrong && cuts.length > 1);
    return !isStrong;
  });
  const taken = firstWeak < 0 ? cuts : cuts.slice(0, firstWeak);
  if (first === null && taken.length < 2) return [line];
  const edges = [0, ...taken.map((cut) => cut.at), line.length];
  return edges
    .slice(1)
    .map((edge, index) => line.slice(edges[index], edge).replace(/^[\s;|；,，、]+|[\s;|；,，、]+$/g, ""));
}
