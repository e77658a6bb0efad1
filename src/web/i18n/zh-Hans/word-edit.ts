import type { WordEditStrings } from "#web/i18n/en/word-edit.ts";

export const wordEdit: WordEditStrings = {
  title: (word) => `编辑“${word}”`,
  meaning: "释义",
  meaningHint: "留空则使用词典的释义。",
  reading: "读音",
  notes: "注释",
  save: "保存",
  cancel: "取消",
};
