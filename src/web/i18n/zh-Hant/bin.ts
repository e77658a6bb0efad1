import type { BinStrings } from "#web/i18n/en/bin.ts";

export const bin: BinStrings = {
  lead: (days: number) => `刪除的對話會在這裡保留${days}天，期間都可以還原。`,
  none: "垃圾桶是空的。",
  noList: "無法載入垃圾桶。",
  goes: (when: string) => `${when}永久刪除`,
  restore: "還原",
  restoreOf: (title: string) => `還原「${title}」`,
  restored: (title: string) => `已還原「${title}」`,
  purge: "立即刪除",
  purgeOf: (title: string) => `立即刪除「${title}」`,
  purgeSure: (title: string) => `要永久刪除「${title}」嗎？`,
  empty: "清空垃圾桶",
  emptySure: "要永久刪除垃圾桶裡的所有內容嗎？",
  noUndo: "訊息、回答、卡片和圖片都會從這台電腦刪除，無法復原。",
  confirm: "永久刪除",
  cancel: "取消",
};
