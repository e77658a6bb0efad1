import type { SettleStrings } from "#web/i18n/en/settle.ts";

export const settle: SettleStrings = {
  use: (reading) => `使用${reading}`,
  keep: (reading) => `保留${reading}`,
  type: "输入读音",
  readingOf: (word) => `${word}的读音`,
  scripts: { ja: "假名或罗马字", "zh-Hans": "拼音或注音符号", "zh-Hant": "拼音或注音符号", ko: "按发音书写的谚文" },
  otherScript: {
    ja: "请用假名或罗马字输入读音。",
    "zh-Hans": "请用拼音或注音符号输入读音。",
    "zh-Hant": "请用拼音或注音符号输入读音。",
    ko: "请按发音用谚文输入读音。",
  },
  save: "保存",
  cancel: "取消",
  undo: "撤销",
  askAbout: "询问这个单词",
  report: "报告问题",
  reportHint: "复制句子、单词，以及词典和模型给出的读音。不包含你的其他内容。",
  reported: "已复制。其中只有这个句子，不包含你的其他内容。",
  notReported: "无法复制报告。",
};
