import type { BinStrings } from "#web/i18n/en/bin.ts";

export const bin: BinStrings = {
  lead: (days: number) => `删除的对话会在这里保留${days}天，期间可以恢复。`,
  none: "回收站是空的。",
  noList: "无法加载回收站。",
  goes: (when: string) => `${when}永久删除`,
  restore: "恢复",
  restoreOf: (title: string) => `恢复“${title}”`,
  restored: (title: string) => `已恢复“${title}”`,
  purge: "立即删除",
  purgeOf: (title: string) => `立即删除“${title}”`,
  purgeSure: (title: string) => `要永久删除“${title}”吗？`,
  empty: "清空回收站",
  emptySure: "要永久删除回收站中的所有内容吗？",
  noUndo: "消息、回答、卡片和图片将从这台电脑上删除，无法撤销。",
  confirm: "永久删除",
  cancel: "取消",
};
