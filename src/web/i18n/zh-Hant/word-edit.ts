import type { WordEditStrings } from "#web/i18n/en/word-edit.ts";

export const wordEdit: WordEditStrings = {
  title: (word) => `編輯「${word}」`,
  meaning: "意思",
  meaningHint: "留空則使用辭典的意思。",
  reading: "讀音",
  notes: "註解",
  save: "儲存",
  cancel: "取消",
};
