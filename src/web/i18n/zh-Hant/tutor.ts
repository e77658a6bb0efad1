import type { TutorStrings } from "#web/i18n/en/tutor.ts";

export const tutor: TutorStrings = {
  title: "老師",
  lead: "老師會依照你的程度和你對話，並用上你正在學的單字。",
  language: "語言",
  failed: "無法載入此頁面。",
  tryAgain: "重試",

  practice: {
    title: "練習我的單字",
    hint: "先用該複習的單字，再用新單字。這裡不評分，複習進度不變。",
    chat: "用這些單字對話",
    story: "讀一個小故事",
    none: "現在沒有要練習的單字。",
    noneHint: "閱讀或對話時儲存單字：點按單字，再選「儲存」。",
    toChat: "前往對話",
    noModel: "練習需要一個能寫回覆的模型。",
    toModels: "選擇模型",
    mustChoose: "請先選擇模型：在新對話中傳送一則訊息，Blossom會詢問一次。",
    notStarted: "練習沒有開始。",
  },

  today: {
    title: "今天",
    met: (count) => `遇到${count}個你的單字`,
    saved: (count) => `儲存了${count}個單字`,
    corrected: (count) => `改正了${count}個句子`,
    reviewed: (count) => `複習了${count}張卡片`,
    nothing: "今天還沒有紀錄。先來一段簡短的對話吧。",
    review: (count, minutes) => `複習${count}張卡片（約${minutes}分鐘）`,
    done: "今天的卡片已全部複習完。",
    more: (count) => `還有${count}個`,
  },

  level: {
    title: "程度",
    label: "你的程度",
    hint: "回覆、例句和讀音會隨之調整。",
    known: (share, level) => `你認識「${level}」中${share}的單字。`,
    move: (level) => `升到「${level}」`,
  },

  persona: {
    title: "和誰對話",
    label: "你的老師",
    hint: "每種語言可以不同。",
    names: { tutor: "老師", own: "自己描述" },
    hints: {
      tutor: "熱情、好奇、有耐心。",
      friend: "大學裡的朋友，說話隨意。",
      teacher: "沉穩，經驗豐富，會接著你的句子往下說。",
      host: "開著一家小店，喜歡和客人說話。",
      own: "由你描述這個人。",
    },
    own: "描述你的老師",
    ownHint: "例如：熱愛棒球、個性開朗的計程車司機。用任何語言都可以。",
    goals: "你的目標",
    goalsHint: "例如：點餐、和伴侶的家人交談。老師會記著這些目標。",
    words: "我的單字",
    wordsHint: "老師會在對話中用到它們，同一個對話中單字不變。",
    wordsIn: { always: "在每個對話中", practice: "只在練習中" },
    corrections: "改錯",
    correctionsHint: "適用於所有語言。你隨時可以自己檢查句子。",
    styles: { all: "所有錯誤", important: "只改明顯的錯誤", off: "關閉" },
    reset: "重設這位老師",
    wasReset: "老師已重設。",
    undo: "復原",
  },
  saved: "已儲存",
  notSaved: "沒有儲存成功，請重試。",

  reply: {
    practised: "正在練習的單字",
    used: "已用到",
    noneUsed: "這則回覆沒有用到你的單字。",
    again: "重試",
  },
};
