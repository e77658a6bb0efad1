import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { SavedVerdict } from "#shared/words/word-values.ts";

/** What a note says about a reading that was not sure when its word was saved. Notes are read in Anki, so the page's strings do not reach them. */
type Doubt = Extract<SavedVerdict, "open" | "guess" | "conflict">;
export const doubtTexts: Record<InterfaceLanguage, Record<Doubt, string>> = {
  en: {
    open: "Other readings fit too.",
    guess: "This reading is a guess.",
    conflict: "The dictionary does not know this reading.",
  },
  ja: {
    open: "ほかの読み方もあります。",
    guess: "この読みは推定です。",
    conflict: "この読みは辞書にありません。",
  },
  "zh-Hans": {
    open: "还有其他读音也合适。",
    guess: "这个读音是推测的。",
    conflict: "词典中没有这个读音。",
  },
  "zh-Hant": {
    open: "還有其他讀音也合適。",
    guess: "這個讀音是推測的。",
    conflict: "詞典中沒有這個讀音。",
  },
  ko: {
    open: "다른 발음도 가능합니다.",
    guess: "이 발음은 추정한 것입니다.",
    conflict: "사전에 없는 발음입니다.",
  },
};

export const isDoubt = (verdict: SavedVerdict): verdict is Doubt => verdict !== "agreed" && verdict !== "settled";
