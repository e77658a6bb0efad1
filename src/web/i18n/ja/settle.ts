import type { SettleStrings } from "#web/i18n/en/settle.ts";

export const settle: SettleStrings = {
  use: (reading) => `${reading}にする`,
  keep: (reading) => `${reading}のままにする`,
  type: "読みを入力",
  readingOf: (word) => `${word}の読み`,
  scripts: {
    ja: "かな、またはローマ字",
    "zh-Hans": "ピンイン、または注音符号",
    "zh-Hant": "ピンイン、または注音符号",
    ko: "発音どおりのハングル",
  },
  otherScript: {
    ja: "読みは、かなかローマ字で入力してください。",
    "zh-Hans": "読みは、ピンインか注音符号で入力してください。",
    "zh-Hant": "読みは、ピンインか注音符号で入力してください。",
    ko: "読みは、発音どおりのハングルで入力してください。",
  },
  save: "保存",
  cancel: "キャンセル",
  undo: "元に戻す",
  askAbout: "この単語について質問",
  report: "問題を報告",
  reportHint: "文、単語、辞書とモデルの読みをコピーします。ほかの内容は含まれません。",
  reported: "コピーしました。含まれるのはこの文だけで、ほかの内容は含まれません。",
  notReported: "報告をコピーできませんでした。",
};
