import list from "./counters.txt" with { type: "text" };
import { pronounce, readMarks } from "./pronounce.ts";

/** The counters of one row of the table; a note in brackets is for people. */
const counters = (row: string) =>
  new Set(
    (new RegExp(`^${row}: (.*)$`, "m").exec(list)?.[1] ?? "").split(" ").map((word) => word.replace(/\[.*\]/, "")),
  );
const native = counters("native");
const sino = counters("sino");

const sinoDigits = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
const sinoUnits = ["", "십", "백", "천"];
const sinoGroups = ["", "만", "억", "조"];
const nativeOnes = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];
const nativeTens = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

/**
 * The marked spellings of a number with what follows it, the usual one first: `3, 시 → 세시`; `20, 살 → 스무살`; `6, 월 → 유월`.
 * Empty above 2^53.
 */
export function spellNumber(digits: string, rest: string): string[] {
  const number = Number(digits.replaceAll(",", ""));
  if (!Number.isSafeInteger(number)) return [];
  const counter = findCounter(rest);
  const isNative = number >= 1 && number <= 99 && native.has(counter);
  const spellings: string[] = [
    ...(isNative ? [spellNative(number)] : []),
    ...(!isNative || sino.has(counter) ? [spellSino(number, counter)] : []),
  ];
  return spellings.map((spelling) => spelling + rest);
}

/** The longest counter that the text begins with: `시간에 → 시간`. */
function findCounter(rest: string): string {
  for (let length = Math.min(5, rest.length); length > 0; length--) {
    const word = rest.slice(0, length);
    if (native.has(word) || sino.has(word)) return word;
  }
  return "";
}

function spellNative(number: number): string {
  if (number === 20) return "스무";
  const [tens, ones] = [nativeTens[Math.floor(number / 10)]!, nativeOnes[number % 10]!];
  // article 29: 열여섯 [열려섣], 스물일곱 [스물릴곱]
  return tens !== "" && /^[여일]/.test(ones) ? `${tens}+${ones}` : tens + ones;
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
      const name = digit === 1 && unit !== "" ? unit : sinoDigits[digit]! + unit;
      // article 29: 십육 [심뉵], 백육십 [뱅뉵씹]
      spelled += digit === 6 && /[십백천만억조]$/.test(spelled) ? `+${name}` : name;
    }
    const isGroup = place % 4 === 0 && place > 0 && Number(digits.slice(Math.max(0, index - 3), index + 1)) > 0;
    if (isGroup) spelled += sinoGroups[place / 4]!;
  }
  return spelled.replace(/^일만/, "만");
}

/** `세시 → 세시`, `십+육일 → 심뉴길` */
export function pronounceNumber(spelling: string): string {
  const { word, places } = readMarks(spelling);
  return pronounce(word, places);
}
