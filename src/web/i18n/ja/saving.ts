import type { SavingStrings } from "#web/i18n/en/saving.ts";

export const saving: SavingStrings = {
  save: "保存",
  saved: "保存済み",
  sentence: "文を保存",
  correction: "カードとして保存",
  saveWord: (word) => `「${word}」を保存`,
  status: "状態",
  statuses: { new: "新しい", learning: "勉強中", known: "知っている", ignored: "無視" },
  savedWord: (word) => `「${word}」を保存しました`,
  added: (word) => `この文を「${word}」に追加しました`,
  already: (word) => `「${word}」はこの文と一緒に保存済みです`,
  marked: (word, status) => `「${word}」：${status}`,
  unmarked: (word) => `「${word}」の状態を外しました`,
  undo: "元に戻す",
  failed: (word) => `「${word}」を保存できませんでした。もう一度試してください。`,
};
