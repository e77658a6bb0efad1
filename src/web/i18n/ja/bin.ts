import type { BinStrings } from "#web/i18n/en/bin.ts";

export const bin: BinStrings = {
  lead: (days: number) => `削除した会話は${days}日間ここに残り、その間は復元できます。`,
  none: "ごみ箱は空です。",
  noList: "ごみ箱を読み込めませんでした。",
  goes: (when: string) => `完全に削除：${when}`,
  restore: "復元",
  restoreOf: (title: string) => `「${title}」を復元`,
  restored: (title: string) => `「${title}」を復元しました`,
  purge: "今すぐ削除",
  purgeOf: (title: string) => `「${title}」を今すぐ削除`,
  purgeSure: (title: string) => `「${title}」を完全に削除しますか？`,
  empty: "ごみ箱を空にする",
  emptySure: "ごみ箱の中をすべて完全に削除しますか？",
  noUndo: "メッセージ、回答、カード、画像がこのコンピューターから削除されます。元に戻すことはできません。",
  confirm: "完全に削除",
  cancel: "キャンセル",
};
