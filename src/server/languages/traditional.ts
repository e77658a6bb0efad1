import { ConverterFactory } from "opencc-js/core";
import { to } from "opencc-js/preset/t2cn";

/** Words in which 著 is zhù. Elsewhere it is written for 着: 看著, 著急. OpenCC leaves 著 as it is. */
const zhu =
  "著名 著作 著述 著者 著書 著書立說 著錄 著稱 著有 著文 名著 巨著 鉅著 原著 論著 專著 編著 譯著 遺著 合著 所著 新著 近著 舊著 拙著 大著 " +
  "土著 顯著 卓著 昭著 彰著 較著 炳著 見微知著";

const convert = ConverterFactory(...(to["cn"] ?? []));
const zhuWords = zhu.split(" ").flatMap((word) => [word, convert(word)]);
const spellZhe = ConverterFactory([[...zhuWords.map((word) => [word, word] as const), ["著", "着"]]]);

/**
 * Spells traditional characters as the simplified words that pinyin-pro knows: `銀行 → 银行`, `乾淨 → 干净`, `乾隆 → 乾隆`.
 * Each letter stays at its offset. A letter whose simplified form is outside the basic Unicode block stays as it is, because pinyin-pro knows only that block.
 */
export function toSimplified(text: string): string {
  const letters = Array.from(text);
  const simple = Array.from(convert(spellZhe(text)));
  if (simple.length !== letters.length) return letters.map((letter) => fit(letter, convert(letter))).join("");
  return letters.map((letter, index) => fit(letter, simple[index] ?? letter)).join("");
}

const fit = (letter: string, simple: string) => (/^[\u4e00-\u9fff]$/.test(simple) ? simple : letter);
