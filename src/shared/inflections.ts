/**
 * What an ending does to a word, in all languages. A word has a list of them, from the stem outwards: 行きませんでした is polite, negative, past.
 * The interface names each one (`web/i18n`).
 */
export const inflections = [
  // when and whether
  "past",
  "negative",
  "future",
  "progressive",
  "completed",
  "remembered", // 더: the speaker saw it
  // how the speaker talks to the listener
  "polite",
  "formal",
  "plain",
  "honorific",
  "humble",
  // mood
  "imperative",
  "request",
  "prohibition",
  "volitional",
  "suggestion",
  "question",
  "exclamation",
  "conjecture",
  "hearsay",
  "promise",
  "want",
  "excess", // 〜すぎる
  "easy", // 〜やすい
  "hard", // 〜にくい
  "seems", // 〜そう
  // who does what to whom
  "passive",
  "causative",
  "potential",
  // joins to what follows
  "connective", // て, 고, 아서
  "continuative", // 連用形: 行き
  "conditional",
  "concessive",
  "cause",
  "contrast",
  "purpose",
  "simultaneous",
  "representative", // 〜たり
  "obligation", // 〜なきゃ
  "attributive", // 〜는, 〜은, 〜을 before a noun
  "nominal", // 〜기, 〜음, 〜さ
  "adverbial", // 〜く, 〜게
  "state", // 〜てある, 아/어 있다
  "attempt", // 〜てみる, 아/어 보다
  "regret", // 〜てしまう, 아/어 버리다
  "change", // 아/어지다: becomes
  "preparation", // 〜ておく
  "favour", // 〜てくれる, 아/어 주다
  "contracted", // 食べちゃった, 〜なきゃ
  "slang",
] as const;
export type Inflection = (typeof inflections)[number];
