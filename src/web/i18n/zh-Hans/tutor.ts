import type { TutorStrings } from "#web/i18n/en/tutor.ts";

export const tutor: TutorStrings = {
  title: "老师",
  lead: "老师按你的水平和你对话，并用上你正在学的单词。",
  language: "语言",
  failed: "无法加载此页面。",
  tryAgain: "重试",

  practice: {
    title: "练习我的单词",
    hint: "先用该复习的单词，再用新单词。这里不评分，复习计划不变。",
    chat: "用这些单词对话",
    story: "读一个小故事",
    none: "现在没有要练习的单词。",
    noneHint: "阅读或对话时保存单词：点按单词，再选“保存”。",
    toChat: "去对话",
    noModel: "练习需要一个能写回复的模型。",
    toModels: "选择模型",
    mustChoose: "请先选择模型：在新对话中发送一条消息，Blossom会询问一次。",
    notStarted: "练习没有开始。",
  },

  today: {
    title: "今天",
    met: (count) => `遇到${count}个你的单词`,
    saved: (count) => `保存了${count}个单词`,
    corrected: (count) => `改正了${count}个句子`,
    reviewed: (count) => `复习了${count}张卡片`,
    nothing: "今天还没有记录。先来一段简短的对话吧。",
    review: (count, minutes) => `复习${count}张卡片（约${minutes}分钟）`,
    done: "今天的卡片已全部复习完。",
    more: (count) => `还有${count}个`,
  },

  level: {
    title: "水平",
    label: "你的水平",
    hint: "回复、例句和读音会随之调整。",
    known: (share, level) => `你认识“${level}”中${share}的单词。`,
    move: (level) => `升到“${level}”`,
  },

  persona: {
    title: "和谁对话",
    label: "你的老师",
    hint: "每种语言可以不同。",
    names: { tutor: "老师", own: "自己描述" },
    hints: {
      tutor: "热情、好奇、有耐心。",
      friend: "大学里的朋友，说话随意。",
      teacher: "沉稳，经验丰富，会接着你的句子往下说。",
      host: "开着一家小店，喜欢和客人说话。",
      own: "由你描述这个人。",
    },
    own: "描述你的老师",
    ownHint: "例如：热爱棒球、性格开朗的出租车司机。用任何语言都可以。",
    goals: "你的目标",
    goalsHint: "例如：点菜、和伴侣的家人交谈。老师会记着这些目标。",
    words: "我的单词",
    wordsHint: "老师会在对话中用到它们，同一个对话中单词不变。",
    wordsIn: { always: "在每个对话中", practice: "只在练习中" },
    corrections: "改错",
    correctionsHint: "适用于所有语言。你随时可以自己检查句子。",
    styles: { all: "所有错误", important: "只改明显的错误", off: "关闭" },
    reset: "重置这位老师",
    wasReset: "老师已重置。",
    undo: "撤销",
  },
  saved: "已保存",
  notSaved: "没有保存成功，请重试。",

  reply: {
    practised: "正在练习的单词",
    used: "已用到",
    noneUsed: "这条回复没有用到你的单词。",
    again: "重试",
  },
};
