import type { SearchStrings } from "#web/i18n/en/search.ts";

export const search: SearchStrings = {
  title: "搜索",
  label: "搜索对话、卡片和单词",
  hint: "按文字、读音（きのう、zuótiān）或释义搜索全部内容。",
  found: (count: number, hasMore: boolean) => (hasMore ? `超过${count}个结果` : `${count}个结果`),
  nothing: (text: string) => `找不到“${text}”。换个说法，或少输入几个字试试。`,
  searching: "正在搜索…",
  failed: "无法搜索。",
  indexing: "较早的消息还在准备中，暂时搜索不到。",
  you: "你",
  tutor: "老师",
  card: "卡片",
  where: "搜索范围",
  scopes: { all: "全部", chats: "对话", cards: "卡片", words: "单词" },
  language: "语言",
  allLanguages: "所有语言",
  allWords: (count: number) => `显示全部${count}个单词`,
  keys: "↑ ↓选择，↵打开",
};
