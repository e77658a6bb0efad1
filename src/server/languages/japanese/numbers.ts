const kanjiDigits = "〇一二三四五六七八九";
const kanjiUnits: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const largeUnits: [string, string, number][] = [
  ["兆", "ちょう", 1e12],
  ["億", "おく", 1e8],
  ["万", "まん", 1e4],
];

/** The letters that a number may consist of. */
export const isNumeric = (text: string) => /^[\d,.〇零一二三四五六七八九十百千万億兆]+$/.test(text);

/** `20, 1,000, 二十, 二〇, 3万, 1億2千万` → their value; null if it is not a number. */
export function parseNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/零/g, "〇");
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replace(/,/g, ""));
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  if (/^[〇一二三四五六七八九]+$/.test(plain)) return Number(toDigits(plain));
  const [, whole, part] = /^(.+)・([〇一二三四五六七八九]+)$/.exec(plain) ?? [];
  if (whole && part) return Number(`${parseNumber(whole)}.${toDigits(part)}`);
  return parseUnits(plain);
}

const toDigits = (text: string) => Array.from(text, (digit) => kanjiDigits.indexOf(digit)).join("");

/** A number with units: `二十三`, `1億2千万`, `3.5万`. */
function parseUnits(text: string): number | null {
  let rest = text;
  let whole = 0;
  for (const [unit, , value] of largeUnits) {
    const at = rest.indexOf(unit);
    if (at < 0) continue;
    const part = at === 0 ? 1 : parseSmall(rest.slice(0, at));
    if (part === null) return null;
    whole += part * value;
    rest = rest.slice(at + 1);
  }
  if (rest === "") return text === "" ? null : whole;
  const part = parseSmall(rest);
  return part === null ? null : whole + part;
}

/** Below ten thousand: `三百六十五`, `2千`, `3.5`. */
function parseSmall(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  let whole = 0;
  for (const [, digits = "", unit = ""] of text.matchAll(/([\d.〇一二三四五六七八九]*)([十百千]?)/g)) {
    const value = /^[〇一二三四五六七八九]*$/.test(digits) ? Number(toDigits(digits)) : Number(digits);
    whole += unit ? (digits ? value : 1) * (kanjiUnits[unit] ?? 1) : value;
  }
  return /^[\d.〇一二三四五六七八九十百千]+$/.test(text) && Number.isFinite(whole) ? whole : null;
}

export const plainDigits: Record<number, string[]> = {
  0: ["ぜろ", "れい"],
  1: ["いち"],
  2: ["に"],
  3: ["さん"],
  4: ["よん", "し"],
  5: ["ご"],
  6: ["ろく"],
  7: ["なな", "しち"],
  8: ["はち"],
  9: ["きゅう", "く"],
  10: ["じゅう"],
  100: ["ひゃく"],
  1000: ["せん"],
  10000: ["まん"],
};

const irregular: Record<string, string> = {
  さんひゃく: "さんびゃく",
  ろくひゃく: "ろっぴゃく",
  はちひゃく: "はっぴゃく",
  さんせん: "さんぜん",
  はちせん: "はっせん",
  いちちょう: "いっちょう",
  はちちょう: "はっちょう",
  じゅうちょう: "じゅっちょう",
};
const changeSounds = (said: string) =>
  said.replace(/(さん|ろく|はち)(ひゃく|せん)$|(いち|はち|じゅう)ちょう$/, (all) => irregular[all] ?? all);

/** The readings of a number, with all readings of its last digit: `123 → ひゃくにじゅうさん`. Empty for a number without end. */
export function readNumber(number: number): string[] {
  if (!Number.isFinite(number) || number >= 1e16 || number < 0) return [];
  if (!Number.isInteger(number)) return readDecimal(number);
  if (number === 0) return plainDigits[0]!;
  let rest = number;
  let said = "";
  for (const [, word, value] of largeUnits) {
    const part = Math.floor(rest / value);
    // 千万 is いっせんまん, and 千円 せんえん
    if (part > 0) said += changeSounds(`${readBelowTenThousand(part)[0]!.replace(/^せん/, "いっせん")}${word}`);
    rest %= value;
  }
  return rest === 0 ? [said] : readBelowTenThousand(rest).map((end) => said + end);
}

function readBelowTenThousand(number: number): string[] {
  let said = "";
  for (const unit of [1000, 100, 10]) {
    const digit = Math.floor(number / unit) % 10;
    const word = plainDigits[unit]![0]!;
    if (digit > 0) said += changeSounds((digit > 1 ? plainDigits[digit]![0]! : "") + word);
  }
  const last = number % 10;
  return last === 0 ? [said] : plainDigits[last]!.map((digit) => said + digit);
}

/** Digit by digit: `〇一 → れいいち`, `090 → ぜろきゅうぜろ`. */
export const readDigits = (text: string) =>
  Array.from(
    /\d/.test(text) ? text : toDigits(text.replace(/零/g, "〇")),
    (digit) => plainDigits[Number(digit)]?.[0] ?? "",
  ).join("");

/** `3.5 → さんてんご`, `0.1 → れいてんいち`. */
function readDecimal(number: number): string[] {
  const [whole = "0", digits = ""] = String(number).split(".");
  const start = whole === "0" ? "れい" : readNumber(Number(whole))[0]!;
  const end = Array.from(digits, (digit) => plainDigits[Number(digit)]?.[0] ?? "").join("");
  return [`${start}てん${end}`, ...(whole === "0" ? [`ぜろてん${end}`] : [])].map((said) =>
    said.replace(/じゅうてん/, "じゅってん"),
  );
}

/** Splits a number into what comes before its last word and the value of that word: `23 → にじゅう, 3`, `20 → に, 10`. */
export function splitNumber(number: number): { before: string; last: number } {
  if (number < 10) return { before: "", last: number };
  const digit = number % 10;
  if (digit > 0) return { before: readNumber(number - digit)[0] ?? "", last: digit };
  const last = [1, 10, 100, 1000, 10000].findLast((unit) => number % unit === 0) ?? 1;
  const whole = readNumber(number)[0] ?? "";
  const word = plainDigits[last]?.[0] ?? "";
  // 三百 is さんびゃく: a number that itself changes its last word stays whole
  return whole.endsWith(word) ? { before: whole.slice(0, -word.length), last } : { before: whole, last: -1 };
}
