import { noReadings, type Readings, rule } from "./readings.ts";
import counterTable from "./counters.tsv" with { type: "text" };
import { plainDigits, readNumber, splitNumber } from "./numbers.ts";
import { listOf, readTable } from "./table.ts";

/** Words that ask for a number, or leave it open. */
export type Vague = "何" | "数" | "幾";

type Counter = {
  readings: string[];
  /** Up to this number the counter takes ひと, ふた, み … 0 if it never does. */
  native: number;
  /** The counter after さん and 何: さんぼん, なんぼん. */
  three: string | null;
  /** Readings of numbers that end in this digit: 4時 よじ, 14時 じゅうよじ. */
  endings: Map<number, string[]>;
  /** Readings of exactly this number: 1人 ひとり. */
  exact: Map<number, string[]>;
};

const counters: ReadonlyMap<string, Counter> = new Map(
  readTable(counterTable).flatMap(([names, readings, native, three, irregular]) => {
    const counter: Counter = {
      readings: listOf(readings),
      native: native === "-" ? 0 : Number(native),
      three: three === "-" ? null : (three ?? null),
      endings: new Map(),
      exact: new Map(),
    };
    for (const item of listOf(irregular, "; ")) {
      const [, isExact, number, said] = /^(=?)(\d+) (.+)$/.exec(item) ?? [];
      (isExact ? counter.exact : counter.endings).set(Number(number), listOf(said));
    }
    return listOf(names).map((name) => [name, counter] as const);
  }),
);

export const isCounter = (surface: string) => counters.has(surface);

const nativeNumbers = ["", "ひと", "ふた", "み", "よ", "いつ", "む", "なな", "や", "ここの", "と"];

/** `3, 人 → さんにん`, `20, 日 → はつか`, `2, 皿 → ふたさら`; none for a counter that is not in the table. */
export function readCounted(number: number, counter: string): Readings {
  const row = counters.get(counter);
  if (!row) return noReadings;
  const exact = row.exact.get(number);
  if (exact) return rule(exact.slice(0, 1), exact.slice(1));
  const isNative = number > 0 && number <= row.native;
  const said = isNative
    ? row.readings.slice(0, 1).map((reading) => nativeNumbers[number]! + reading)
    : row.readings.flatMap((reading, at) => withSino(number, reading, at === 0 ? row : { ...row, three: null }));
  return rule(said.slice(0, 1), said.slice(1));
}

/** 数十人 すうじゅうにん, 何百 なんびゃく: a vague word before the reading of ten, hundred or more. */
export function withVague(word: Vague, readings: Readings): Readings {
  const spoken = (reading: string) => {
    const units = reading.replace(/^いち(?=まん|おく|ちょう)/, "");
    return word === "何" ? `なん${units.replace(/^ひゃ/, "びゃ").replace(/^せん/, "ぜん")}` : vagueStarts[word] + units;
  };
  return { ...readings, common: readings.common.map(spoken), rare: readings.rare.map(spoken) };
}

const vagueStarts = { 何: "なん", 数: "すう", 幾: "いく" };

/** 何人 なんにん, 数本 すうほん: the words that ask for or leave open a number. */
export function readVague(word: Vague, counter: string): Readings {
  const row = counters.get(counter);
  const [reading] = row?.readings ?? [];
  if (!row || !reading) return noReadings;
  const start = vagueStarts[word];
  return word === "何" && row.three ? rule([start + row.three], [start + reading]) : rule([start + reading]);
}

function withSino(number: number, reading: string, { three, endings }: Counter): string[] {
  if (!Number.isInteger(number)) return readNumber(number).map((said) => said + reading);
  const { before, last } = splitNumber(number);
  const ending = endings.get(last);
  if (ending) return ending.map((end) => before + end);
  if (last < 0) return [before + reading];
  const full = (last === 3 || last === 1000 || last === 10000) && three ? three : reading;
  const plain = (plainDigits[last] ?? []).map((digit) => before + digit + full);
  return [...shortened(last, reading).map((said) => before + said), ...plain];
}

const short: Record<number, string[]> = { 1: ["いっ"], 8: ["はっ"], 10: ["じゅっ", "じっ"] };
const shortBeforeKandP: Record<number, string[]> = { ...short, 6: ["ろっ"], 100: ["ひゃっ"] };
const harden: Record<string, string> = { は: "ぱ", ひ: "ぴ", ふ: "ぷ", へ: "ぺ", ほ: "ぽ" };

/** The counter's first sound shortens the number before it: いっこ, はっさつ, ろっぽん. */
function shortened(last: number, reading: string): string[] {
  const first = reading.charAt(0);
  if (/[かきくけこはひふへほぱぴぷぺぽ]/.test(first)) {
    return (shortBeforeKandP[last] ?? []).map((said) => said + (harden[first] ?? first) + reading.slice(1));
  }
  return /[さしすせそたちつてと]/.test(first) ? (short[last] ?? []).map((said) => said + reading) : [];
}
