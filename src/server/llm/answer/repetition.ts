import { fewLines } from "./few-lines.ts";

/**
 * Finds out that a text ends in something repeated endlessly, and how much of it is worth keeping. The limits are far above what
 * a right answer repeats: a sentence written ten times, a refrain, twelve months, counting to a hundred, a table's rule.
 */

/** After more than 30 equal pieces, Ollama ends an answer without a closing line or an error. It treats all white space as equal. */
const piecesUntilStuck = 30;

/** Counts equal pieces at the end of an answer, as Ollama does. */
export function createStuckWatch(): { add: (piece: string) => void; isStuck: () => boolean } {
  let last: string | null = null;
  let equal = 0;
  return {
    add(piece) {
      const trimmed = piece.trim();
      equal = trimmed === last ? equal + 1 : 1;
      last = trimmed;
    },
    isStuck: () => equal >= piecesUntilStuck,
  };
}

/** How a text is compared with itself. Without its numbers, `1. This is a cat. 2. This is a cat.` repeats itself. */
type Form = {
  /** The numbers that do not count. Each is replaced by a mark, and only units with a mark are looked for. */
  numbers: RegExp | null;
  /** The longest repeated unit to look for, in UTF-16 units. */
  longestUnit: number;
  /** How often a unit must stand in a row. `hasWords`: it has a letter or a digit, so it is no line of dashes or blanks. */
  copies: (unit: { length: number; letters: number; hasWords: boolean }) => number;
};

/** The least text of equal units. The second number is for units without letters and digits, such as a table's rule or blanks. */
const leastLength = 240;
const leastSigns = 300;

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

const forms: readonly Form[] = [
  {
    numbers: null,
    longestUnit: 800,
    copies: ({ length, hasWords }) =>
      Math.max(clamp(600 / length, 4, 12), (hasWords ? leastLength : leastSigns) / length),
  },
  {
    // list numbers: `1.`, `2)`, `(3)`, `4、`, `⑤`
    numbers: /(?<![\p{L}\p{N}])[(（]?\p{Nd}{1,4}[.)）、．:：](?!\p{Nd})[ \t]?|[\u2460-\u2473][ \t]?/gu,
    longestUnit: 600,
    copies: ({ length, letters }) => (letters < 3 ? 60 : Math.max(clamp(600 / length, 4, 12), 160 / length)),
  },
  {
    // numbers inside of sentences, which also change in a multiplication table or in the days of a month
    numbers: /\p{Nd}+/gu,
    longestUnit: 200,
    copies({ length, letters }) {
      if (letters < 3) return 400;
      return letters < 8 ? 100 : clamp(1_600 / length, 12, 32);
    },
  },
];

/** The end of the text that is searched. Four copies of the longest unit fit. */
const searched = 3_200;
/** An answer is ended long before it has repeated itself over a longer part. */
const longestRepetition = 20_000;
/** How much a text must grow before it is searched again: a search takes about 0.2 ms, so a long text is searched less often. */
const untilNextSearch = (length: number) => Math.max(128, length / 32);

/**
 * How much repetition is accepted. `whole`: of a text that is still growing or complete. `cut`: of a text that ended before the
 * model was finished, at a limit or because the server gave up; a repetition is then the most likely reason. `stuck`: of a text that
 * certainly ends in a repetition, because its server counted equal pieces (`piecesUntilStuck`).
 */
type Patience = "whole" | "cut" | "stuck";
const shareOf = { whole: 1, cut: 1 / 2, stuck: 1 / 10 };

/** Called with a growing text after each piece; returns whether it repeats itself endlessly. Searches only now and then. */
export function createRepetitionWatch(): (text: string) => boolean {
  let searchAt = untilNextSearch(0);
  return (text) => {
    if (text.length < searchAt) return false;
    searchAt = text.length + untilNextSearch(text.length);
    return repeats(text.slice(-searched), "whole");
  };
}

/** Cuts off what repeats at the end of a text, after its first unit: `cat. cat. cat. … → cat.` Leaves every other text unchanged. */
export function withoutRepetition(text: string): string {
  const length = lengthWithoutRepetition(text);
  return length === text.length ? text : text.slice(0, length);
}

/** How much of a text is worth keeping, in UTF-16 units. All of it if it does not repeat itself. */
export function lengthWithoutRepetition(text: string, patience: Patience = "whole"): number {
  if (text.length > longestRepetition) {
    const start = text.length - longestRepetition;
    return start + lengthWithoutRepetition(text.slice(start), patience);
  }
  if (!repeats(text.slice(-searched), patience)) return text.length;
  const share = shareOf[patience];
  const ends = forms.flatMap((form) => {
    const found = findPeriod(markNumbers(text, form.numbers), form, share);
    return found ? [wholeUnit(text, toOriginal(text, form.numbers, found.end), found.period)] : [];
  });
  const few = fewLines(text, share);
  const end = Math.min(...ends, ...(few === null ? [] : [few]), text.length);
  return withoutSigns(text.slice(0, end)).length;
}

function repeats(text: string, patience: Patience): boolean {
  const share = shareOf[patience];
  return (
    forms.some((form) => findPeriod(markNumbers(text, form.numbers), form, share) !== null) ||
    fewLines(text, share) !== null
  );
}

/** The shortest unit that the end of the text repeats often enough, and where its first copy ends. */
function findPeriod(text: string, form: Form, share: number): { end: number; period: number } | null {
  const most = Math.min(form.longestUnit, text.length / 4);
  let shorter = { period: Infinity, length: 0 };
  for (let period = 1; period <= most; period += 1) {
    const length = periodicLength(text, period);
    if (length < 4 * period) continue;
    // two copies of a unit are also a unit
    if (period % shorter.period === 0 && length < shorter.length + period) continue;
    shorter = { period, length };
    const unit = text.slice(-period);
    if (form.numbers && !unit.includes(mark)) continue;
    const letters = unit.match(/\p{L}/gu)?.length ?? 0;
    const hasWords = letters > 0 || /\p{N}/u.test(unit);
    if (length >= period * Math.max(4, form.copies({ length: period, letters, hasWords }) * share))
      return { end: text.length - length + period, period };
  }
  return null;
}

/** The length of the longest end of a text in which each character equals the one `period` before it. */
function periodicLength(text: string, period: number): number {
  let index = text.length - 1;
  while (index >= period && text.charCodeAt(index) === text.charCodeAt(index - period)) index -= 1;
  return text.length - 1 - index + period;
}

const mark = "\u0000";
const markNumbers = (text: string, numbers: RegExp | null) => (numbers ? text.replace(numbers, mark) : text);

/** Where a part of the marked text ends in the original text. */
function toOriginal(text: string, numbers: RegExp | null, end: number): number {
  let original = end;
  for (const { index, 0: number } of numbers ? text.matchAll(numbers) : []) {
    if (index >= original) break;
    original += number.length - 1;
  }
  return original;
}

/** Moves an end to the next end of a line or sentence: a repetition may begin in the middle of one, where two units end equally. */
function wholeUnit(text: string, end: number, period: number): number {
  if (text[end - 1] === "\n") return end;
  const rest = text.slice(end, end + period);
  const line = rest.indexOf("\n");
  if (line >= 0) return end + line;
  const sentence = /[。．！？]|[.!?](?![\p{L}\p{N}])/u;
  if (sentence.test(text.slice(0, end).trimEnd().at(-1) ?? "")) return end;
  const stop = rest.search(sentence);
  return stop < 0 ? end : end + stop + 1;
}

/** Takes off white space, and a last line that has neither a letter nor a digit. */
const withoutSigns = (text: string) =>
  text
    .trimEnd()
    .replace(/\n[^\p{L}\p{N}\n]*$/u, "")
    .trimEnd();
