import type { SavingStrings } from "#web/i18n/en/saving.ts";

export const saving: SavingStrings = {
  save: "저장",
  saved: "저장됨",
  sentence: "문장 저장",
  correction: "카드로 저장",
  saveWord: (word) => `‘${word}’ 저장`,
  status: "상태",
  statuses: { new: "새 단어", learning: "학습 중", known: "아는 단어", ignored: "무시" },
  savedWord: (word) => `‘${word}’ 저장됨`,
  added: (word) => `이 문장을 ‘${word}’에 추가했습니다`,
  already: (word) => `이미 이 문장과 함께 저장됨: ‘${word}’`,
  marked: (word, status) => `‘${word}’: ${status}`,
  unmarked: (word) => `이제 ‘${word}’에는 상태가 없습니다`,
  undo: "실행 취소",
  failed: (word) => `저장하지 못했습니다: ‘${word}’. 다시 시도하세요.`,
};
