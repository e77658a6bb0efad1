type Sound = "k" | "s" | "h";
type Counter = {
  reading: string;
  /** How the counter's first sound changes the last sound of the number: いっこ, いっさつ, いっぽん. */
  sound?: Sound;
  /** The counter's form after さん, if it changes: さんぼん, さんがい. */
  three?: string;
  /** Last digits with another reading before this counter: よじ, しちじ. */
  digits?: Record<number, string[]>;
  /** Numbers with an irregular word: ひとり. */
  whole?: Record<number, string[]>;
};

const days: Record<number, string[]> = {
  1: ["いちにち", "ついたち"],
  2: ["ふつか"],
  3: ["みっか"],
  4: ["よっか"],
  5: ["いつか"],
  6: ["むいか"],
  7: ["なのか"],
  8: ["ようか"],
  9: ["ここのか"],
  10: ["とおか"],
  14: ["じゅうよっか"],
  20: ["はつか"],
  24: ["にじゅうよっか"],
};
const ones: Record<number, string[]> = {
  1: ["ひとつ"],
  2: ["ふたつ"],
  3: ["みっつ"],
  4: ["よっつ"],
  5: ["いつつ"],
  6: ["むっつ"],
  7: ["ななつ"],
  8: ["やっつ"],
  9: ["ここのつ"],
};
const hours = { 4: ["よ"], 7: ["しち", "なな"], 9: ["く"] };
const years = { 4: ["よ"], 7: ["なな", "しち"], 9: ["きゅう", "く"] };

const counters: Record<string, Counter> = {
  つ: { reading: "つ", whole: ones },
  人: { reading: "にん", digits: { 4: ["よ"], 7: ["なな", "しち"] }, whole: { 1: ["ひとり"], 2: ["ふたり"] } },
  日: { reading: "にち", whole: days },
  日間: { reading: "にちかん", whole: { ...mapDays("かん"), 1: ["いちにちかん"] } },
  月: { reading: "がつ", digits: { 4: ["し"], 7: ["しち"], 9: ["く"] } },
  年: { reading: "ねん", digits: years },
  年間: { reading: "ねんかん", digits: years },
  時: { reading: "じ", digits: hours },
  時間: { reading: "じかん", digits: hours },
  分: { reading: "ふん", sound: "h", three: "ぷん", digits: { 4: ["よん"] } },
  分間: { reading: "ふんかん", sound: "h", three: "ぷんかん" },
  秒: { reading: "びょう" },
  円: { reading: "えん", digits: { 4: ["よ", "よん"] } },
  枚: { reading: "まい" },
  台: { reading: "だい" },
  番: { reading: "ばん" },
  度: { reading: "ど" },
  名: { reading: "めい" },
  本: { reading: "ほん", sound: "h", three: "ぼん" },
  匹: { reading: "ひき", sound: "h", three: "びき" },
  杯: { reading: "はい", sound: "h", three: "ばい" },
  個: { reading: "こ", sound: "k" },
  回: { reading: "かい", sound: "k" },
  階: { reading: "かい", sound: "k", three: "がい" },
  軒: { reading: "けん", sound: "k", three: "げん" },
  か月: { reading: "かげつ", sound: "k" },
  冊: { reading: "さつ", sound: "s" },
  歳: { reading: "さい", sound: "s", whole: { 20: ["はたち", "にじゅっさい"] } },
  才: { reading: "さい", sound: "s", whole: { 20: ["はたち", "にじゅっさい"] } },
  足: { reading: "そく", sound: "s", three: "ぞく" },
  週間: { reading: "しゅうかん", sound: "s" },
  着: { reading: "ちゃく", sound: "s" },
  頭: { reading: "とう", sound: "s" },
  点: { reading: "てん", sound: "s" },
};

function mapDays(suffix: string) {
  return Object.fromEntries(Object.entries(days).map(([day, said]) => [day, said.map((word) => word + suffix)]));
}

/**
 * `三, 人 → さんにん`, `20, 日 → はつか`, `6, 本 → ろっぽん`, `4, 時半 → よじはん`; most likely first. Empty for a counter without
 * a rule. `isDate`: the number follows a month, so 一日 is ついたち.
 */
export function readCounted(number: number, counter: string, isDate = false): string[] {
  const half = counter.endsWith("半") ? "はん" : "";
  const name = counterName(counter);
  const rule = counters[name];
  if (!rule) return [];
  if (isDate && name === "日" && number === 1) return ["ついたち"];
  const { before, last } = splitNumber(number);
  const ends = endings(last, rule);
  const said = rule.whole?.[number] ?? ends.map((end) => before + end);
  return said.map((reading) => reading + half);
}

export const isCounter = (surface: string) => counterName(surface) in counters;

const counterName = (surface: string) => surface.replace(/^[ヶヵケカ箇]月/, "か月").replace(/半$/, "");

const plainDigits: Record<number, string[]> = {
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

/** Joins the last word of a number with the counter. */
function endings(last: number, { reading, sound, three, digits }: Counter): string[] {
  const short: Record<number, string[]> = { 1: ["いっ"], 8: ["はっ"], 10: ["じゅっ", "じっ"] };
  if (sound === "k" || sound === "h") Object.assign(short, { 6: ["ろっ"], 100: ["ひゃっ"] });
  const hardened = sound === "h" ? reading.replace(/^./, (kana) => harden[kana] ?? kana) : reading;
  const shortened = sound ? (short[last] ?? []).map((said) => said + hardened) : [];
  const full = reading === "ふん" && last === 4 ? hardened : last === 3 && three ? three : reading;
  if (last < 0) return [reading];
  const said = (digits?.[last] ?? plainDigits[last] ?? []).map((digit) => digit + full);
  return [...shortened, ...said];
}

const harden: Record<string, string> = { は: "ぱ", ひ: "ぴ", ふ: "ぷ", へ: "ぺ", ほ: "ぽ" };

/** Splits a number into what comes before its last word and the value of that word: `23 → にじゅう, 3`, `20 → に, 10`. */
function splitNumber(number: number): { before: string; last: number } {
  if (number < 10) return { before: "", last: number };
  const last = [1, 10, 100, 1000, 10000].findLast((unit) => number % unit === 0) ?? 1;
  const digit = number % 10;
  if (digit > 0) return { before: readNumber(number - digit)[0] ?? "", last: digit };
  const whole = readNumber(number)[0] ?? "";
  const word = plainDigits[last]?.[0] ?? "";
  // 三百 is さんびゃく: a number that itself changes its last word stays whole
  return whole.endsWith(word) ? { before: whole.slice(0, -word.length), last } : { before: whole, last: -1 };
}

const sounds: Record<string, string> = {
  さんひゃく: "さんびゃく",
  ろくひゃく: "ろっぴゃく",
  はちひゃく: "はっぴゃく",
  さんせん: "さんぜん",
  はちせん: "はっせん",
};

/** Readings of a number up to 99,999,999, with all readings of its last digit: `123 → ひゃくにじゅうさん`. */
export function readNumber(number: number): string[] {
  if (number >= 100_000_000) return [];
  if (number === 0) return ["ぜろ", "れい"];
  let said = "";
  const tenThousands = Math.floor(number / 10000);
  if (tenThousands > 0) said += `${readNumber(tenThousands)[0]}まん`;
  for (const unit of [1000, 100, 10]) {
    const digit = Math.floor(number / unit) % 10;
    const word = plainDigits[unit]?.[0] ?? "";
    const counted = (digit > 1 ? (plainDigits[digit]?.[0] ?? "") : "") + word;
    if (digit > 0) said += sounds[counted] ?? counted;
  }
  const last = number % 10;
  return last === 0 ? [said] : (plainDigits[last] ?? []).map((digit) => said + digit);
}

const kanjiDigits = "〇一二三四五六七八九";
const kanjiUnits: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** `２０, 二十, 二〇 → 20`; null if it is not a number. */
export function parseNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/零/g, "〇");
  if (/^\d+$/.test(plain)) return Number(plain);
  if (!/^[〇一二三四五六七八九十百千万]+$/.test(plain)) return null;
  if (/^[〇一二三四五六七八九]+$/.test(plain)) {
    return Number(Array.from(plain, (digit) => kanjiDigits.indexOf(digit)).join(""));
  }
  let whole = 0;
  let part = 0;
  let digit = 0;
  for (const letter of plain) {
    if (letter === "万") [whole, part, digit] = [(whole + part + digit) * 10000, 0, 0];
    else if (kanjiUnits[letter]) [part, digit] = [part + (digit || 1) * kanjiUnits[letter], 0];
    else digit = kanjiDigits.indexOf(letter);
  }
  return whole + part + digit;
}
