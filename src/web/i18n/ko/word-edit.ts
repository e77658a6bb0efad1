import type { WordEditStrings } from "#web/i18n/en/word-edit.ts";

export const wordEdit: WordEditStrings = {
  title: (word) => `‘${word}’ 수정`,
  meaning: "뜻",
  meaningHint: "비워 두면 사전의 뜻을 사용합니다.",
  reading: "발음",
  notes: "메모",
  save: "저장",
  cancel: "취소",
};
