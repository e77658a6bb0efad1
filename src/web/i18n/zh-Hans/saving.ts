import type { SavingStrings } from "#web/i18n/en/saving.ts";

export const saving: SavingStrings = {
  save: "保存",
  saved: "已保存",
  sentence: "保存句子",
  correction: "保存为卡片",
  saveWord: (word) => `保存“${word}”`,
  status: "状态",
  statuses: { new: "新的", learning: "学习中", known: "认识", ignored: "已忽略" },
  savedWord: (word) => `已保存“${word}”`,
  added: (word) => `已把这个句子加到“${word}”`,
  already: (word) => `“${word}”已和这个句子一起保存`,
  marked: (word, status) => `“${word}”：${status}`,
  unmarked: (word) => `“${word}”现在没有状态`,
  undo: "撤销",
  failed: (word) => `无法保存“${word}”。请重试。`,
};
