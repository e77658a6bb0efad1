import type { SettleStrings } from "#web/i18n/en/settle.ts";

export const settle: SettleStrings = {
  use: (reading) => `使用${reading}`,
  keep: (reading) => `保留${reading}`,
  type: "輸入讀音",
  readingOf: (word) => `${word}的讀音`,
  scripts: { ja: "假名或羅馬字", "zh-Hans": "拼音或注音符號", "zh-Hant": "拼音或注音符號", ko: "依發音書寫的諺文" },
  otherScript: {
    ja: "請用假名或羅馬字輸入讀音。",
    "zh-Hans": "請用拼音或注音符號輸入讀音。",
    "zh-Hant": "請用拼音或注音符號輸入讀音。",
    ko: "請依發音用諺文輸入讀音。",
  },
  save: "儲存",
  cancel: "取消",
  undo: "復原",
  askAbout: "詢問這個單字",
  report: "回報問題",
  reportHint: "複製句子、單字，以及辭典和模型給出的讀音。不包含你的其他內容。",
  reported: "已複製。其中只有這個句子，不包含你的其他內容。",
  notReported: "無法複製回報內容。",
};
