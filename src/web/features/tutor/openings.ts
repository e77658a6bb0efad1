import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Practice } from "#shared/tutor/tutor-values.ts";

/** The message with which a practice begins, as the learner would say it. */
export const openings: Record<LearningLanguage, Record<Practice, string>> = {
  ja: { chat: "練習中の言葉を使って話しましょう。", story: "練習中の言葉を使って、短い話を書いてください。" },
  "zh-Hans": { chat: "我们用我在学的词聊天吧。", story: "请用我在学的词写一个小故事。" },
  "zh-Hant": { chat: "我們用我在學的詞聊天吧。", story: "請用我在學的詞寫一個小故事。" },
  ko: { chat: "제가 연습하는 단어로 이야기해요.", story: "제가 연습하는 단어로 짧은 이야기를 써 주세요." },
};
