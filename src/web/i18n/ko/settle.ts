import type { SettleStrings } from "#web/i18n/en/settle.ts";

export const settle: SettleStrings = {
  use: (reading) => `${reading} 사용`,
  keep: (reading) => `${reading} 유지`,
  type: "발음 입력",
  readingOf: (word) => `${word} 발음`,
  scripts: {
    ja: "가나 또는 로마자",
    "zh-Hans": "병음 또는 주음부호",
    "zh-Hant": "병음 또는 주음부호",
    ko: "소리 나는 대로 한글로",
  },
  otherScript: {
    ja: "발음은 가나 또는 로마자로 입력하세요.",
    "zh-Hans": "발음은 병음 또는 주음부호로 입력하세요.",
    "zh-Hant": "발음은 병음 또는 주음부호로 입력하세요.",
    ko: "발음은 소리 나는 대로 한글로 입력하세요.",
  },
  save: "저장",
  cancel: "취소",
  undo: "실행 취소",
  askAbout: "이 단어에 대해 질문",
  report: "문제 신고",
  reportHint: "문장, 단어, 사전과 모델의 발음을 복사합니다. 다른 내용은 들어 있지 않습니다.",
  reported: "복사했습니다. 이 문장 외에 다른 내용은 들어 있지 않습니다.",
  notReported: "신고 내용을 복사하지 못했습니다.",
};
