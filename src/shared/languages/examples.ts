import type { Verb } from "#shared/verbs.ts";
import type { Level } from "#shared/setting-values.ts";
import type { LearningLanguage } from "./types.ts";

type Examples = Record<Verb, readonly [string, string]>;

/** First steps for an empty chat: sentences to explain, and ways to begin a conversation. The demo has an answer to each. */
const examples: Record<LearningLanguage, { beginner: Examples; higher: Examples }> = {
  ja: {
    beginner: {
      explain: ["昨日友達と映画を見に行きました", "この映画はとても面白かったです。"],
      reply: ["はじめまして。どうぞよろしく。", "日本に行きたいです。"],
    },
    higher: {
      explain: [
        "雨が降りそうだから、傘を持って行ったほうがいいよ。",
        "毎朝六時に起きて、公園を三十分ぐらい走っています。",
      ],
      reply: ["日本語を勉強し始めてから、もう二年になります。", "最近、何か面白い映画を見ましたか。"],
    },
  },
  "zh-Hans": {
    beginner: {
      explain: ["我想去北京。", "我爸爸非常喜欢喝茶。"],
      reply: ["你好，很高兴认识你！", "你周末喜欢做什么？"],
    },
    higher: {
      explain: ["虽然今天很冷，但是我们还是去公园散步了。", "在银行换钱要带护照吗？"],
      reply: ["你能给我推荐一部中国电影吗？", "我最近在学做中国菜，可是还不太会。"],
    },
  },
  "zh-Hant": {
    beginner: {
      explain: ["我想去臺北。", "我媽媽非常喜歡喝烏龍茶。"],
      reply: ["你好！請問你叫什麼名字？", "你週末喜歡做什麼？"],
    },
    higher: {
      explain: ["雖然今天很冷，但是我們還是去公園散步了。", "在銀行換錢要帶護照嗎？"],
      reply: ["第一次去臺灣，你推薦去哪裡玩？", "我最近很喜歡逛夜市。"],
    },
  },
  ko: {
    beginner: {
      explain: ["같이 영화 보러 갈래요?", "저는 주말에 친구를 만났어요."],
      reply: ["안녕하세요! 만나서 반가워요.", "저는 한국 음식을 정말 좋아해요."],
    },
    higher: {
      explain: ["비가 올 것 같으니까 우산을 가져가는 게 좋겠어요.", "제 동생은 매일 도서관에서 책을 읽어요."],
      reply: ["한국어를 배운 지 벌써 이 년이 됐어요.", "요즘 재미있는 드라마가 있으면 추천해 주세요."],
    },
  },
};

const stages: Record<Level, "beginner" | "higher"> = {
  beginner: "beginner",
  lower: "beginner",
  middle: "higher",
  upper: "higher",
};

export const examplesFor = (language: LearningLanguage, level: Level): Examples => examples[language][stages[level]];

/** Every example of a language, the simplest sentence to explain first. */
export const allExamples = (language: LearningLanguage): [string, ...string[]] => {
  const { beginner, higher } = examples[language];
  return [...beginner.explain, ...beginner.reply, ...higher.explain, ...higher.reply];
};
