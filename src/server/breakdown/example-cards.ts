import type { PartOfSpeech } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { InterfaceLanguage } from "#shared/settings.ts";

type Explained = { translation: string; meanings: string[]; notes: string; reason: string };

export type ExampleCard = {
  text: string;
  rows: [surface: string, reading: string, partOfSpeech: PartOfSpeech][];
  fix: { original: string; corrected: string };
} & Record<InterfaceLanguage, Explained>;

/** The examples in the tutor's instructions, only in the learning language, because models drift into the language of their examples. */
export const exampleCards: Record<LearningLanguage, ExampleCard> = {
  ja: {
    text: "友達と映画を見ました。",
    rows: [
      ["友達", "ともだち", "noun"],
      ["と", "-", "particle"],
      ["映画", "えいが", "noun"],
      ["を", "-", "particle"],
      ["見ました", "みました", "verb"],
    ],
    fix: { original: "友達を会いました。", corrected: "友達に会いました。" },
    en: {
      translation: "I watched a movie with a friend.",
      meanings: ["friend", "with", "movie", "(object)", "watched"],
      notes: "〜ました is the polite past.",
      reason: "会う takes に, not を.",
    },
    ja: {
      translation: "友人と一緒に映画を鑑賞しました。",
      meanings: ["友人", "一緒にする相手", "スクリーンで見る作品", "目的語", "「見る」の丁寧な過去"],
      notes: "「〜ました」は丁寧な過去の形です。",
      reason: "「会う」は「に」と使います。",
    },
    zh: {
      translation: "我和朋友看了电影。",
      meanings: ["朋友", "和", "电影", "（宾语）", "看了"],
      notes: "「〜ました」是礼貌的过去式。",
      reason: "「会う」用「に」，不用「を」。",
    },
    ko: {
      translation: "친구와 영화를 봤어요.",
      meanings: ["친구", "~와", "영화", "(목적어)", "봤어요"],
      notes: "「〜ました」는 정중한 과거형입니다.",
      reason: "「会う」는 「を」가 아니라 「に」와 씁니다.",
    },
  },
  "zh-Hans": {
    text: "我昨天去了北京。",
    rows: [
      ["我", "wǒ", "pronoun"],
      ["昨天", "zuótiān", "noun"],
      ["去", "qù", "verb"],
      ["了", "le", "particle"],
      ["北京", "běijīng", "name"],
    ],
    fix: { original: "我见面他。", corrected: "我跟他见面。" },
    en: {
      translation: "I went to Beijing yesterday.",
      meanings: ["I", "yesterday", "to go", "(completed action)", "Beijing"],
      notes: "了 after a verb says that the action is complete.",
      reason: "见面 takes no object; the person comes before it with 跟.",
    },
    ja: {
      translation: "私は昨日、北京に行きました。",
      meanings: ["私", "昨日", "行く", "（動作の完了）", "北京"],
      notes: "動詞のあとの「了」は動作の完了を表します。",
      reason: "「见面」は目的語を取らず、相手は「跟」で前に置きます。",
    },
    zh: {
      translation: "昨天我到了北京。",
      meanings: ["说话人自己", "今天的前一天", "前往", "动作完成", "中国首都"],
      notes: "动词后的“了”表示动作完成。",
      reason: "“见面”不带宾语，对象用“跟”放在前面。",
    },
    ko: {
      translation: "저는 어제 베이징에 갔어요.",
      meanings: ["나", "어제", "가다", "(동작의 완료)", "베이징"],
      notes: "동사 뒤의 了는 동작의 완료를 나타냅니다.",
      reason: "见面은 목적어를 가질 수 없어 상대를 跟으로 앞에 둡니다.",
    },
  },
  "zh-Hant": {
    text: "我昨天去了臺北。",
    rows: [
      ["我", "wǒ", "pronoun"],
      ["昨天", "zuótiān", "noun"],
      ["去", "qù", "verb"],
      ["了", "le", "particle"],
      ["臺北", "táiběi", "name"],
    ],
    fix: { original: "我見面他。", corrected: "我跟他見面。" },
    en: {
      translation: "I went to Taipei yesterday.",
      meanings: ["I", "yesterday", "to go", "(completed action)", "Taipei"],
      notes: "了 after a verb says that the action is complete.",
      reason: "見面 takes no object; the person comes before it with 跟.",
    },
    ja: {
      translation: "私は昨日、台北に行きました。",
      meanings: ["私", "昨日", "行く", "（動作の完了）", "台北"],
      notes: "動詞のあとの「了」は動作の完了を表します。",
      reason: "「見面」は目的語を取らず、相手は「跟」で前に置きます。",
    },
    zh: {
      translation: "昨天我到了臺北。",
      meanings: ["說話人自己", "今天的前一天", "前往", "動作完成", "臺灣的城市"],
      notes: "動詞後的「了」表示動作完成。",
      reason: "「見面」不帶賓語，對象用「跟」放在前面。",
    },
    ko: {
      translation: "저는 어제 타이베이에 갔어요.",
      meanings: ["나", "어제", "가다", "(동작의 완료)", "타이베이"],
      notes: "동사 뒤의 了는 동작의 완료를 나타냅니다.",
      reason: "見面은 목적어를 가질 수 없어 상대를 跟으로 앞에 둡니다.",
    },
  },
  ko: {
    text: "저는 주말에 친구를 만났어요.",
    rows: [
      ["저는", "-", "pronoun"],
      ["주말에", "주마레", "noun"],
      ["친구를", "-", "noun"],
      ["만났어요", "만나써요", "verb"],
    ],
    fix: { original: "친구에게 만났어요.", corrected: "친구를 만났어요." },
    en: {
      translation: "I met a friend on the weekend.",
      meanings: ["I (저 + 는 topic)", "on the weekend (주말 + 에 time)", "friend (친구 + 를 object)", "met (만나다)"],
      notes: "-았/었어요 is the polite past.",
      reason: "만나다 takes 를, not 에게.",
    },
    ja: {
      translation: "私は週末に友達に会いました。",
      meanings: ["私は（저＋는）", "週末に（주말＋에）", "友達に（친구＋를）", "会いました（만나다）"],
      notes: "「-았/었어요」は丁寧な過去の形です。",
      reason: "「만나다」は「에게」ではなく「를」と使います。",
    },
    zh: {
      translation: "我周末见了朋友。",
      meanings: ["我（저 + 는 主题）", "在周末（주말 + 에 时间）", "朋友（친구 + 를 宾语）", "见了（만나다）"],
      notes: "「-았/었어요」是礼貌的过去式。",
      reason: "「만나다」用「를」，不用「에게」。",
    },
    ko: {
      translation: "나는 토요일이나 일요일에 친구와 만났다.",
      meanings: ["나 (저 + 는 주제)", "한 주의 끝에 (주말 + 에)", "가까운 사람 (친구 + 를)", "만나다의 과거"],
      notes: "‘-았/었어요’는 정중한 과거형입니다.",
      reason: "‘만나다’는 ‘에게’가 아니라 ‘를’과 씁니다.",
    },
  },
};
