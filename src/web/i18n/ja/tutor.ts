import type { TutorStrings } from "#web/i18n/en/tutor.ts";

export const tutor: TutorStrings = {
  title: "チューター",
  lead: "チューターは、あなたのレベルに合わせて話し、学んでいる単語を会話に取り入れます。",
  language: "言語",
  failed: "このページを読み込めませんでした。",
  tryAgain: "再試行",

  practice: {
    title: "単語の練習",
    hint: "復習の時期が来た単語、新しい単語の順に使います。ここでは評価しないので、復習の予定は変わりません。",
    chat: "この単語で会話する",
    story: "短い物語を読む",
    none: "今、練習する単語はありません。",
    noneHint: "読みながら、会話しながら単語を保存しましょう。単語を押して「保存」を選びます。",
    toChat: "会話へ",
    noModel: "練習には、返事を書くモデルが必要です。",
    toModels: "モデルを選ぶ",
    mustChoose: "先にモデルを選んでください。新しい会話でメッセージを送信すると、一度だけ確認します。",
    notStarted: "練習を始められませんでした。",
  },

  today: {
    title: "今日",
    met: (count) => `出会った単語：${count}語`,
    saved: (count) => `保存した単語：${count}語`,
    corrected: (count) => `直した文：${count}文`,
    reviewed: (count) => `復習したカード：${count}枚`,
    nothing: "今日はまだ何もありません。短い会話から始めましょう。",
    review: (count, minutes) => `カード${count}枚を復習する（約${minutes}分）`,
    done: "今日のカードは残っていません。",
    more: (count) => `ほか${count}語`,
  },

  level: {
    title: "レベル",
    label: "あなたのレベル",
    hint: "返事、例文、読みの表示がこのレベルに合います。",
    known: (share, level) => `「${level}」の単語の${share}を知っています。`,
    move: (level) => `「${level}」に進む`,
  },

  persona: {
    title: "話し相手",
    label: "チューター",
    hint: "言語ごとに選べます。",
    names: { tutor: "チューター", own: "自分で書く" },
    hints: {
      tutor: "温かく、好奇心があり、気長です。",
      friend: "大学の友だち。くだけた言葉で話します。",
      teacher: "落ち着いていて経験豊か。あなたの文を生かして話を進めます。",
      host: "小さな店を営み、おしゃべりが好きです。",
      own: "どんな人か、自分で書きます。",
    },
    own: "チューターの人物像",
    ownHint: "例：野球が大好きな、明るいタクシー運転手。どの言語で書いてもかまいません。",
    goals: "目標",
    goalsHint: "例：料理を注文する、パートナーの家族と話す。チューターはこれを踏まえて話します。",
    words: "自分の単語",
    wordsHint: "チューターが会話に取り入れます。一つの会話の中では同じ単語を使います。",
    wordsIn: { always: "すべての会話で", practice: "練習だけで" },
    corrections: "添削",
    correctionsHint: "すべての言語に共通です。文はいつでも自分で確認できます。",
    styles: { all: "すべての間違い", important: "明らかな間違いだけ", off: "オフ" },
    reset: "このチューターをリセット",
    wasReset: "チューターをリセットしました。",
    undo: "元に戻す",
  },
  saved: "保存しました",
  notSaved: "保存できませんでした。もう一度お試しください。",

  reply: {
    practised: "練習中の単語",
    used: "使用済み",
    noneUsed: "この返事には、練習中の単語が一つもありません。",
    again: "再試行",
  },
};
