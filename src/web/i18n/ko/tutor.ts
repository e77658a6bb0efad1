import type { TutorStrings } from "#web/i18n/en/tutor.ts";

export const tutor: TutorStrings = {
  title: "튜터",
  lead: "튜터는 수준에 맞추어 대화하고, 학습 중인 단어를 대화에 넣습니다.",
  language: "언어",
  failed: "이 페이지를 불러오지 못했습니다.",
  tryAgain: "다시 시도",

  practice: {
    title: "내 단어 연습",
    hint: "복습할 때가 된 단어를 먼저, 새 단어를 그다음에 사용합니다. 여기서는 평가하지 않으므로 복습 일정은 그대로입니다.",
    chat: "이 단어로 대화하기",
    story: "짧은 이야기 읽기",
    none: "지금 연습할 단어가 없습니다.",
    noneHint: "읽거나 대화하면서 단어를 저장하세요. 단어를 누른 다음 ‘저장’을 누르면 됩니다.",
    toChat: "대화로 이동",
    noModel: "연습하려면 답장하는 모델이 필요합니다.",
    toModels: "모델 선택",
    mustChoose: "먼저 답변할 모델을 선택하세요. 새 대화에서 메시지를 보내면 한 번만 묻습니다.",
    notStarted: "연습을 시작하지 못했습니다.",
  },

  today: {
    title: "오늘",
    met: (count) => `만난 단어 ${count}개`,
    saved: (count) => `저장한 단어 ${count}개`,
    corrected: (count) => `고친 문장 ${count}개`,
    reviewed: (count) => `복습한 카드 ${count}장`,
    nothing: "오늘은 아직 아무것도 없습니다. 짧은 대화로 시작하세요.",
    review: (count, minutes) => `카드 ${count}장 복습하기(약 ${minutes}분)`,
    done: "오늘 남은 카드가 없습니다.",
    more: (count) => `그 밖에 ${count}개`,
  },

  level: {
    title: "수준",
    label: "내 수준",
    hint: "답장, 예문, 읽기 표시가 이 수준을 따릅니다.",
    known: (share, level) => `‘${level}’ 단어 중 아는 단어: ${share}`,
    move: (level) => `‘${level}’ 수준으로 올리기`,
  },

  persona: {
    title: "대화 상대",
    label: "튜터",
    hint: "언어마다 따로 고를 수 있습니다.",
    names: { tutor: "튜터", own: "직접 설명" },
    hints: {
      tutor: "따뜻하고 호기심이 많으며 느긋합니다.",
      friend: "대학 친구입니다. 편한 말로 이야기합니다.",
      teacher: "차분하고 경험이 많습니다. 내 문장을 이어서 이야기합니다.",
      host: "작은 가게를 하며 이야기하기를 좋아합니다.",
      own: "어떤 사람인지 직접 설명합니다.",
    },
    own: "튜터 설명",
    ownHint: "예: 야구를 아주 좋아하는 쾌활한 택시 기사. 어느 언어로 써도 됩니다.",
    goals: "목표",
    goalsHint: "예: 음식 주문하기, 배우자의 가족과 이야기하기. 튜터가 이 목표를 염두에 둡니다.",
    words: "내 단어",
    wordsHint: "튜터가 대화에 넣으며, 한 대화에서는 같은 단어를 사용합니다.",
    wordsIn: { always: "모든 대화에서", practice: "연습에서만" },
    corrections: "교정",
    correctionsHint: "모든 언어에 적용됩니다. 문장은 언제든지 직접 확인할 수 있습니다.",
    styles: { all: "모든 실수", important: "분명한 실수만", off: "끄기" },
    reset: "이 튜터 초기화",
    wasReset: "튜터를 초기화했습니다.",
    undo: "실행 취소",
  },
  saved: "저장됨",
  notSaved: "저장하지 못했습니다. 다시 시도하세요.",

  reply: {
    practised: "연습 중인 단어",
    used: "사용됨",
    noneUsed: "이 답장에는 내 단어가 없습니다.",
    again: "다시 시도",
  },
};
