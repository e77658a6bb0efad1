import type { LanguageDescriptor } from "./types.ts";

const shared = {
  script: /\p{sc=Han}/u,
  // kana in the text: it is Japanese, however many of its letters are Han
  needs: (text: string) => !/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text),
  readingIn: "Hanyu Pinyin with tone marks, the syllables of one word joined",
  normaliseReading: (reading: string) =>
    reading
      .normalize("NFC")
      .toLowerCase()
      .replace(/[\s'’·-]/g, ""),
};

export const chinese: LanguageDescriptor = {
  ...shared,
  code: "zh-Hans",
  name: "简体中文",
  englishName: "Chinese (simplified)",
  examples: ["我想去北京。", "在银行换钱要带护照吗？", "虽然今天很冷，但是我们还是去公园散步了。"],
};

export const traditionalChinese: LanguageDescriptor = {
  ...shared,
  code: "zh-Hant",
  name: "繁體中文",
  englishName: "Chinese (traditional)",
  examples: ["我想去臺北。", "在銀行換錢要帶護照嗎？", "雖然今天很冷，但是我們還是去公園散步了。"],
};
