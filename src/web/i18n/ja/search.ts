import type { SearchStrings } from "#web/i18n/en/search.ts";

export const search: SearchStrings = {
  title: "検索",
  label: "会話、カード、単語を検索",
  hint: "すべてを、本文、読み（きのう、zuótiān）、意味で検索できます。",
  found: (count: number, hasMore: boolean) => (hasMore ? `${count}件以上` : `${count}件`),
  nothing: (text: string) => `「${text}」は見つかりませんでした。別の言葉か、もっと短い言葉でお試しください。`,
  searching: "検索中…",
  failed: "検索できませんでした。",
  indexing: "以前のメッセージは検索の準備中です。",
  you: "あなた",
  tutor: "チューター",
  card: "カード",
  where: "検索する場所",
  scopes: { all: "すべて", chats: "会話", cards: "カード", words: "単語" },
  language: "言語",
  allLanguages: "すべての言語",
  allWords: (count: number) => `${count}語すべてを表示`,
  keys: "↑ ↓で選択、↵で開く",
};
