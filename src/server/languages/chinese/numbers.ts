/** 三百五十, 十二, 两千: begins with a digit before a unit, or with ten. 万一 and 千万 are words. */
const amount = /(?:十|[一二三四五六七八九两兩][十百千万萬亿億])[零〇一二三四五六七八九十百千万萬亿億两兩]{0,20}/uy;
/** The digits of a year or a telephone number one by one. */
const digits = /[零〇一二三四五六七八九]{2,4}(?=年)|[零〇一二三四五六七八九]{3,20}/uy;

/** The end of the number in Chinese characters that begins here. Null unless a number of two characters or more begins here. */
export function numberAt(text: string, start: number, end: number): number | null {
  for (const form of [digits, amount]) {
    form.lastIndex = start;
    const length = Math.min(form.exec(text)?.[0].length ?? 0, end - start);
    if (length >= 2) return start + length;
  }
  return null;
}

/** In telephone numbers and the like, 一 is said yāo. */
export const isTelephone = (number: string, next: string): boolean =>
  next !== "年" && /^[零〇一二三四五六七八九]{3,}$/u.test(number);
