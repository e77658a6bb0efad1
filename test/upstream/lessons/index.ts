import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { chinese } from "./chinese.ts";
import { demoPhrases } from "./demo-phrases.ts";
import { japanese } from "./japanese.ts";
import { korean } from "./korean.ts";
import type { Lesson } from "./lesson.ts";
import { toTokens } from "./to-tokens.ts";
import { traditionalChinese } from "./traditional-chinese.ts";

export const lessons: Record<LearningLanguage, readonly Lesson[]> = {
  ja: japanese,
  "zh-Hans": chinese,
  "zh-Hant": traditionalChinese,
  ko: korean,
};

type Asked = Pick<ChatRequest, "messages" | "system"> & { model?: string };

/** What the prepared tutor says to a request of the app: for a title, for the card of one sentence, or in a conversation. */
export function answerFor(asked: Asked): Reply {
  return { tokensPerSecond: 25, ...reply(asked) };
}

function reply({ messages, system, model = "gemma3:12b" }: Asked): Reply {
  const language = languageOf(system);
  const texts = messages.filter(({ role }) => role === "user").map(({ content }) => content);
  const last = texts.at(-1) ?? "";
  const kind = kindOf(system, last);
  if (kind === "title") return say(findMentioned(language, texts.join("\n"))?.title ?? untitled[language]);
  if (kind === "card") return say(findCard(language, last) ?? noCard);

  const [, phrase] = Object.entries(demoPhrases).find(([name]) => plain(name) === plain(last)) ?? [];
  if (phrase) return phrase({ text: sampleOf(language), model });
  return say(findRest(language, messages) ?? findAnswer(language, last) ?? tryThese(language));
}

const say = (text: string): Reply => ({ pieces: toTokens(text) });
