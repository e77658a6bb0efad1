import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { demoPhrases } from "./demo-phrases.ts";
import { findCard, findLesson, findMentioned, lessons, plain } from "./find-lesson.ts";
import { toTokens } from "./to-tokens.ts";

type Asked = Pick<ChatRequest, "messages" | "system"> & { model?: string };

/** The prepared answer to a request of the app: a title, the card of one sentence, or a reply in a conversation. */
export function answerFor({ messages, system, model = "gemma3:12b" }: Asked): Reply {
  const pace = { tokensPerSecond: 25 };
  const language = languageOf(system);
  const said = messages.filter(({ role }) => role === "user").map(({ content }) => content);
  const last = said.at(-1) ?? "";
  if (isTitleRequest(system)) return { ...pace, ...write(findMentioned(language, last)?.title ?? untitled[language]) };
  if (isCardRequest(system)) return { ...pace, ...write(findCard(language, last) ?? noCard) };

  const phrase = findPhrase(last);
  if (phrase) return { ...pace, ...phrase({ text: sampleOf(language), model }) };
  return {
    ...pace,
    ...write(findRest(language, messages) ?? findLesson(language, last)?.answer ?? tryThese(language, last)),
  };
}

/** Recognises the app's prompts of `breakdown/prompt.ts`. The tests use the real ones. */
const isTitleRequest = (system: string) => /title for the conversation/i.test(system);
const isCardRequest = (system: string) => /exactly one card/i.test(system);

/** Whether the demo must close its server, so that the next request finds none. */
export const takesServerAway = (text: string) => plain(text) === plain("demo: not running");

const write = (text: string): Reply => ({ pieces: toTokens(text) });

const findPhrase = (text: string) => Object.entries(demoPhrases).find(([name]) => plain(name) === plain(text))?.[1];

/** A longer answer with prose and a card, to show how an answer arrives or breaks off. */
const sampleOf = (language: LearningLanguage) => lessons[language].at(-2)?.answer ?? "";

/** The rest of an answer that broke off. The app sends its beginning and asks the model to continue. */
function findRest(language: LearningLanguage, messages: ChatRequest["messages"]): string | undefined {
  const [question, beginning] = messages.slice(-3);
  if (messages.length < 3 || !question || beginning?.role !== "assistant") return undefined;
  const answer = findPhrase(question.content) ? sampleOf(language) : findLesson(language, question.content)?.answer;
  if (beginning.content === "" || !answer?.startsWith(beginning.content)) return undefined;
  return answer.slice(beginning.content.length) || undefined; // a complete answer has no rest
}

/** The learning language: the one that the tutor's instructions name first. */
function languageOf(system: string): LearningLanguage {
  const place = (code: LearningLanguage) => {
    const at = system.indexOf(languages[code].englishName);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  return learningLanguages.toSorted((one, other) => place(one) - place(other))[0] ?? "ja";
}

const untitled: Record<LearningLanguage, string> = {
  ja: "お試しの会話",
  "zh-Hans": "试用对话",
  "zh-Hant": "試用對話",
  ko: "체험 대화",
};

const noCard = "There is no prepared card for this sentence. Its words and readings come from the built-in dictionary.";

function tryThese(language: LearningLanguage, text: string): string {
  const [first, ...more] = languages[language].examples;
  const question = lessons[language].find(({ ask }) => !isWrittenIn(ask, language))?.ask;
  const sentences = [...more, question ?? first].filter((sentence) => sentence && plain(sentence) !== plain(text));
  return [
    "This is a demonstration: the answers are prepared, and there is no model behind them. Here are three that I have:",
    sentences.map((sentence) => `- ${sentence}`).join("\n"),
    `To see how something goes wrong, type one of these: ${Object.keys(demoPhrases)
      .map((name) => `\`${name}\``)
      .join(", ")}.`,
  ].join("\n\n");
}
