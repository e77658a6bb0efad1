import list from "./counters.txt" with { type: "text" };

/** The counters of one row of the table; a note in brackets is for people. */
const counters = (row: string) =>
  new Set(
    (new RegExp(`^${row}: (.*)$`, "m").exec(list)?.[1] ?? "").split(" ").map((word) => word.replace(/\[.*\]/, "")),
  );
const native = counters("native");
const sino = counters("sino");
const tenseAfterNative = counters("tense after 여덟 and 열");
const tenseAfterSino = counters("tense after 일, 칠 and 팔");
const numbered = [...counters("번 is sino before")];
const digitByDigit = counters("said digit by digit");
const units = new Map([...counters("units")].map((pair) => pair.split("=") as [string, string]));
const longest = Math.max(...[...native, ...sino].map((counter) => counter.length));

const sinoDigits = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
const sinoUnits = ["", "십", "백", "천"];
const sinoGroups = ["", "만", "억", "조"];
const nativeOnes = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];
const nativeTens = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
const spokenDigits = ["공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];

/** Numbers in a text: `1,000`, `3.5`, `20%`, `10:30`, `010-1234-5678`, `2004`. */
export const numberPattern = String.raw`(?:0\d{1,2}-\d{3,4}-\d{4}|\d{1,2}:\d{2}(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[%℃]?`;

/**
 * The marked spellings of a number before a counter, the usual one first: `3, 시 → 세`; `20, 살 → 스무`; `6, 월 → 유`. A mark at the end
 * stands between the number and the counter. `next`: the word after the counter. Empty above 2^53.
 */
export function spellNumber(digits: string, counter: string, next = ""): string[] {
  if (digits.startsWith("제")) return spellNumber(digits.slice(1), "").map((spelled) => `제${spelled}`); // 제4대
  const symbol = /[%℃]$/.exec(digits)?.[0];
  if (symbol) return spellNumber(digits.slice(0, -1), "").map((spelled) => spelled + (units.get(symbol) ?? ""));
  if (digits.includes("-"))
    return [
      digits
        .split("-")
        .map((group) => spellDigits(group))
        .join(""),
    ];
  if (digits.includes(":")) return spellClock(digits);
  const [whole = "", fraction] = digits.replaceAll(",", "").split(".");
  const number = Number(whole);
  if (!Number.isSafeInteger(number)) return [];
  if (fraction !== undefined) return [`${spellSino(number, "")}'점${spellDigits(fraction, "영")}`];
  if ((whole.startsWith("0") && whole.length > 1) || (counter === "" && digitByDigit.has(whole)))
    return [spellDigits(whole)];
  const isNative = number >= 1 && number <= 99 && native.has(counter);
  const spelled = [
    ...(isNative ? spellNative(number, counter) : []),
    ...(!isNative || sino.has(counter) ? [spellSino(number, counter)] : []),
  ];
  const isName = counter === "번" && numbered.some((word) => next.startsWith(word)); // 2번 출구 is 이 번 출구
  const isAge = counter === "대" && number % 10 === 0; // 60대 is rather an age than sixty cars
  return isName || isAge ? spelled.toReversed() : spelled;
}

/** The unit that a text begins with, and how it is said: `km → 킬로미터`. Null if it begins with no unit. */
export function findUnit(text: string): { unit: string; said: string } | null {
  const unit = /^[a-zA-Z]+/.exec(text)?.[0] ?? "";
  const said = units.get(unit);
  return said === undefined ? null : { unit, said };
}

const spelledSino = /^[일이삼사오육칠팔구십백천만억]{2,}$/;
const spelledNative =
  /^(열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)(하나|둘|셋|넷|한|두|세|네|다섯|여섯|일곱|여덟|아홉)$/;

/** Whether a word is a number in Hangul: 십오, 스물한. */
export const isSpelledNumber = (word: string) =>
  spelledNative.test(word) || (spelledSino.test(word) && /[십백천만억]/.test(word));

/** 십육 → 십+육, 서른여덟 → 서른+여덟, 칠십 → 칠'십 */
export const markSpelledNumber = (word: string): string =>
  spelledNative.test(word)
    ? word.replace(/(?<=.)(?=여섯|일곱|여덟)/, "+")
    : word.replace(/(?<=[십백천만억])육/g, "+육").replace(/(?<=[칠팔])십/g, "'십");

/** A number may be said unit by unit, with a pause `|`: 이천이십 [이처니십] and [이천 이십]. */
export const pauseBetweenUnits = (spelled: string) => spelled.replace(/(?<=[십백천만억조])(?=[이일오])/g, "|");

/** Every way to say a number: native, Sino-Korean, digit by digit. One that does not fit its counter is a slip, but no wrong reading. */
export function spellNumberFreely(digits: string): string[] {
  const number = Number(digits);
  if (!/^\d+$/.test(digits) || !Number.isSafeInteger(number)) return [];
  return [...(number >= 1 && number <= 99 ? spellNative(number, "") : []), spellSino(number, ""), spellDigits(digits)];
}

/** The longest counter that a text begins with: `시간에 → 시간`. Empty if there is none. */
export function findCounter(text: string): string {
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const word = text.slice(0, length);
    if (native.has(word) || sino.has(word)) return word;
  }
  return "";
}

const spellDigits = (digits: string, zero = "공") =>
  Array.from(digits, (digit) => (digit === "0" ? zero : spokenDigits[Number(digit)]!)).join("");

function spellClock(time: string): string[] {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  if (hours > 24 || minutes > 59) return [];
  const minute = minutes === 0 ? "" : `${spellSino(minutes, "분")}분`;
  const hour = hours >= 1 && hours <= 12 ? spellNative(hours, "시") : [spellSino(hours, "시")];
  return hour.map((said) => `${said}시${minute}`);
}

/** 여덟 and 열 are followed by a tense sound: 열 시 [열씨], also said [열시]. */
function spellNative(number: number, counter: string): string[] {
  if (number === 20) return ["스무"];
  const [tens, ones] = [nativeTens[Math.floor(number / 10)]!, nativeOnes[number % 10]!];
  // article 29: 열여섯 [열려섣], 스물일곱 [스물릴곱]
  const spelled = tens !== "" && /^[여일]/.test(ones) ? `${tens}+${ones}` : tens + ones;
  const isTense = /[덟열]$/.test(spelled) && tenseAfterNative.has(counter);
  return isTense ? [`${spelled}'`, spelled] : [spelled];
}

/** 6월 is 유월, 10월 is 시월; 0 is 영. */
function spellSino(number: number, counter: string): string {
  if (number === 0) return "영";
  if (counter === "월" && number === 6) return "유";
  if (counter === "월" && number === 10) return "시";
  const digits = String(number);
  let spelled = "";
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[index]);
    const place = digits.length - 1 - index;
    const unit = sinoUnits[place % 4]!;
    if (digit > 0) {
      // article 26: 칠십 [칠씹], 팔십 [팔씹]
      const name =
        digit === 1 && unit !== ""
          ? unit
          : sinoDigits[digit]! + (/[78]/.test(digits[index]!) && unit === "십" ? "'십" : unit);
      // article 29: 십육 [심뉵], 백육십 [뱅뉵씹]
      spelled += digit === 6 && /[십백천만억조]$/.test(spelled) ? `+${name}` : name;
    }
    const isGroup = place % 4 === 0 && place > 0 && Number(digits.slice(Math.max(0, index - 3), index + 1)) > 0;
    if (isGroup)
      spelled += (sinoGroups[place / 4] === "조" && /[일칠팔]$/.test(spelled) ? "'" : "") + sinoGroups[place / 4]!;
  }
  const said = spelled.replace(/^일만/, "만");
  return /[일칠팔]$/.test(said) && tenseAfterSino.has(counter) ? `${said}'` : said;
}
