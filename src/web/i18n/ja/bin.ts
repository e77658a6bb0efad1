import type { BinStrings } from "#web/i18n/en/bin.ts";

export const bin: BinStrings = {
  lead: (days: number) => `削除した会話は${days}日間ここに残り、その間は元に戻せます。`,
  none: "ごみ箱は空です。",
  noList: "ごみ箱を読み込めませんでした。",
  goes: (when: string) => `${when}、完全に削除されます`,
  restore: "元に戻す",
  restoreOf: (title: string) => `「${title}」を元に戻す`,
  restored: (title: string) => `「${title}」を元に戻しました`,
  purge: "今すぐ削除",
  purgeOf: (title: string) => `「${title}」を今すぐ削除`,
  purgeSure: (title: string) => `「${title}」を完全に削除しますか？`,
  empty: "ごみ箱を空にする",
  emptySure: "ごみ箱の中をすべて完全に削除しますか？",
  noUndo: "メッセージ、回答、カード、写真がこのコンピューターから削除されます。元に戻すことはできません。",
  confirm: "完全に削除",
  cancel: "キャンセル",
};
