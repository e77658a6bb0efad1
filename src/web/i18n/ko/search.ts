import { withParticle } from "./particle.ts";
import type { SearchStrings } from "#web/i18n/en/search.ts";

export const search: SearchStrings = {
  title: "검색",
  label: "대화, 카드, 단어 검색",
  hint: "모든 내용을 본문, 발음(きのう, zuótiān), 뜻으로 검색할 수 있습니다.",
  found: (count: number, hasMore: boolean) => (hasMore ? `${count}개 이상` : `${count}개`),
  nothing: (text: string) =>
    `${withParticle(`“${text}”`, "을/를")} 찾을 수 없습니다. 다른 말이나 더 짧은 말로 검색하세요.`,
  searching: "검색 중…",
  failed: "검색하지 못했습니다.",
  indexing: "이전 메시지는 아직 검색 준비 중입니다.",
  you: "나",
  tutor: "튜터",
  card: "카드",
  where: "검색할 곳",
  scopes: { all: "모두", chats: "대화", cards: "카드", words: "단어" },
  language: "언어",
  allLanguages: "모든 언어",
  allWords: (count: number) => `단어 ${count}개 모두 보기`,
  keys: "↑ ↓로 선택, ↵로 열기",
};
