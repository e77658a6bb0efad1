import type { BinStrings } from "#web/i18n/en/bin.ts";

export const bin: BinStrings = {
  lead: (days: number) => `삭제한 대화는 ${days}일 동안 여기에 남아 있고, 그동안 복원할 수 있습니다.`,
  none: "휴지통이 비어 있습니다.",
  noList: "휴지통을 불러오지 못했습니다.",
  goes: (when: string) => `${when} 완전히 삭제됩니다`,
  restore: "복원",
  restoreOf: (title: string) => `“${title}” 복원`,
  restored: (title: string) => `“${title}” 대화를 복원했습니다`,
  purge: "지금 삭제",
  purgeOf: (title: string) => `“${title}” 지금 삭제`,
  purgeSure: (title: string) => `“${title}” 대화를 완전히 삭제하시겠습니까?`,
  empty: "휴지통 비우기",
  emptySure: "휴지통의 모든 대화를 완전히 삭제하시겠습니까?",
  noUndo: "메시지, 답변, 카드, 이미지가 이 컴퓨터에서 삭제되며 실행을 취소할 수 없습니다.",
  confirm: "완전히 삭제",
  cancel: "취소",
};
