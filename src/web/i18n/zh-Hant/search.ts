import type { SearchStrings } from "#web/i18n/en/search.ts";

export const search: SearchStrings = {
  title: "搜尋",
  label: "搜尋對話、卡片和單字",
  hint: "依文字、讀音（きのう、zuótiān）或意思搜尋全部內容。",
  found: (count: number, hasMore: boolean) => (hasMore ? `超過${count}個結果` : `${count}個結果`),
  nothing: (text: string) => `找不到「${text}」。換個詞，或少輸入幾個字試試。`,
  searching: "正在搜尋…",
  failed: "無法搜尋。",
  indexing: "較早的訊息還在準備中，暫時搜尋不到。",
  you: "你",
  tutor: "老師",
  card: "卡片",
  where: "搜尋範圍",
  scopes: { all: "全部", chats: "對話", cards: "卡片", words: "單字" },
  language: "語言",
  allLanguages: "所有語言",
  allWords: (count: number) => `顯示全部${count}個單字`,
  keys: "↑ ↓選擇，↵開啟",
};
