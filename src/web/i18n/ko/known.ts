import type { KnownStrings } from "#web/i18n/en/known.ts";

export const known: KnownStrings = {
  known: (share, _, amount) => `아는 단어 ${share}, 새 단어 ${amount}개`,
  all: "새 단어가 없습니다",
  above: (count) => `수준보다 어려운 단어 ${count}개`,
  simpler: "더 쉽게",
  hint: "저장한 단어와 수준을 기준으로 합니다. 이름, 숫자, 조사는 세지 않습니다.",
  times: (amount) => `×${amount}`,
  markKnown: (word) => `‘${word}’: 아는 단어로 표시`,
  more: (words) => `단어 ${words}개 더 보기`,
};
