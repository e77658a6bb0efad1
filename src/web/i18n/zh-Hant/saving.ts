import type { SavingStrings } from "#web/i18n/en/saving.ts";

export const saving: SavingStrings = {
  save: "儲存",
  saved: "已儲存",
  sentence: "儲存句子",
  correction: "儲存為卡片",
  saveWord: (word) => `儲存「${word}」`,
  status: "狀態",
  statuses: { new: "新的", learning: "學習中", known: "認識", ignored: "已忽略" },
  savedWord: (word) => `已儲存「${word}」`,
  added: (word) => `已把這個句子加到「${word}」`,
  already: (word) => `「${word}」已和這個句子一起儲存`,
  marked: (word, status) => `「${word}」：${status}`,
  unmarked: (word) => `「${word}」現在沒有狀態`,
  undo: "復原",
  failed: (word) => `無法儲存「${word}」。請重試。`,
};
