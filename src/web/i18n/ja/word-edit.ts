import type { WordEditStrings } from "#web/i18n/en/word-edit.ts";

export const wordEdit: WordEditStrings = {
  title: (word) => `「${word}」を編集`,
  meaning: "意味",
  meaningHint: "空欄にすると辞書の意味が使われます。",
  reading: "読み",
  notes: "メモ",
  save: "保存",
  cancel: "キャンセル",
};
