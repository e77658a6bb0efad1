import type { KnownStrings } from "#web/i18n/en/known.ts";

export const known: KnownStrings = {
  known: (share, _, amount) => `${share}が既知、新しい単語${amount}語`,
  all: "新しい単語はありません",
  above: (count) => `レベルより難しい単語：${count}語`,
  simpler: "もっと簡単に",
  hint: "保存した単語とレベルに基づきます。名前、数、助詞は数えません。",
  times: (amount) => `×${amount}`,
  markKnown: (word) => `「${word}」を知っている単語にする`,
  more: (words) => `あと${words}語を表示`,
};
