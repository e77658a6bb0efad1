import { readCounted, readVague, type Vague, withVague } from "./counters.ts";
import { type Lexicon, readEntries } from "./lexicon.ts";
import { parseNumber, readDigits, readNumber } from "./numbers.ts";
import { combine, entry, noReadings, type Readings, rule } from "./readings.ts";

/** A number in a text, with what decides how it is read. */
export type Numeral = {
  /** 何, 数 or 幾 before the digits, or instead of them. */
  vague: Vague | null;
  /** `20`, `三百`, `1,000`. Empty if the vague word stands for the number. */
  digits: string;
  counter: string | null;
  /** It follows a month, so 一日 is ついたち. */
  isDate: boolean;
  /** 三分 of 三分の一. */
  isFraction: boolean;
  /** It is part of a row such as a telephone number. */
  isInRow: boolean;
};

/** The readings of a number with its counter. A dictionary's entry for the whole comes before what the tables compose. */
export function readNumeral(numeral: Numeral, lexicon: Lexicon): Readings {
  const { vague, digits, counter, isDate, isFraction } = numeral;
  const composed = vague && digits !== "" ? withVague(vague, compose(numeral)) : compose(numeral);
  const entries = counter && !isDate && !isFraction ? lexicon.words((vague ?? "") + digits + counter) : [];
  if (entries.length === 0) return composed;
  const listed = readEntries(entries, composed.common[0]);
  return { ...listed, rare: [...listed.rare, ...composed.rare] };
}

function compose({ vague, digits, counter, isDate, isFraction, isInRow }: Numeral): Readings {
  if (vague && digits === "") return counter ? readVague(vague, counter) : noReadings;
  const number = parseNumber(digits);
  if (number === null) return noReadings;
  if (!counter) return readPlain(digits, number, isInRow);
  if (isFraction) return combine([readPlain(digits, number, false), entry(["ぶん"])], "rule");
  if (isDate && counter === "日" && number === 1) return rule(["ついたち"], ["いちにち"]);
  return readCounted(number, counter);
}

/** A number without a counter. A row of digits has no certain reading. */
function readPlain(digits: string, number: number, isInRow: boolean): Readings {
  const unit = { 万: "まん", 億: "おく", 兆: "ちょう", 零: "れい" }[digits];
  if (unit) return rule([unit]);
  const isRow = isInRow || /^0\d/.test(digits) || /^[〇一二三四五六七八九]{2,}$/.test(digits);
  if (isRow) return { ...rule([readDigits(digits)]), origin: "guess" };
  const said = readNumber(number);
  return rule(said.slice(0, 1), said.slice(1));
}
