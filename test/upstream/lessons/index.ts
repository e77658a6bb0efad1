import { allExamples } from "#shared/languages/examples.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { isText } from "#test/upstream/exchange.ts";
import type { Reply } from "#test/upstream/script.ts";
import { type Asked, type AskedRequest, readAsked } from "./asked.ts";
import { explainCarelessly, speakCarelessly } from "./careless.ts";
import { demoPhrases } from "./demo-phrases.ts";
import { explain, toObject, writeLine } from "./explain.ts";
import { explainedIn, findExplained, findLesson, lessonsOf, plain } from "./find-lesson.ts";
import { isCareless, isUseless, type Manner, pickKind } from "./manner.ts";
import { toTokens } from "./to-tokens.ts";
import { answerUselessly } from "./useless.ts";

const pace = { tokensPerSecond: 25 };

/** The prepared answer to a request of the app, in the manner of a good, a careless or a useless model. */
export function answerFor(request: AskedRequest, manner: Manner = "good"): Reply {
  const asked = readAsked(request);
  if (!asked) return { ...pace, pieces: toTokens("OK.") };
  const phrase = asked.task === "title" ? undefined : findPhrase(asked.text);
  if (phrase) return { ...pace, ...phrase({ text: sampleOf(asked.language), model: request.model ?? "gemma3:12b" }) };
  return { ...pace, pieces: piecesOf(asked, pickKind(manner, asked.text)) };
}

function piecesOf(asked: Asked, kind: ReturnType<typeof pickKind>): Iterable<string> {
  if (isUseless(kind)) return answerUselessly(kind, asked);
  if (asked.task === "explain") {
    const lines = explain(asked);
    if (isCareless(kind)) return toTokens(explainCarelessly(kind, lines, asked));
    if (asked.keys === null) return toTokens(lines.map(writeLine).join("\n"));
    return toTokens(JSON.stringify(toObject(lines, asked.keys)));
  }
  const text = answers[asked.task](asked);
  return toTokens(isCareless(kind) ? speakCarelessly(kind, text, asked) : text);
}

/** The answers of the other tasks. Where nothing is prepared, the answer says so. */
const answers: Record<Exclude<Asked["task"], "explain">, (asked: Asked) => string> = {
  reply: (asked) => restOrAnswer(asked) ?? `${unprepared[asked.language]}\n${examplesOf(asked.language, asked.text)}`,
  question: (asked) => restOrAnswer(asked) ?? tryThese(asked),
  word: ({ language, text }) => {
    const [entry = ""] = text.split("\n");
    const [, word = entry, meanings = ""] = /^(\S+).*? = (.*)$/.exec(entry) ?? [];
    return findLesson(language, word)?.answer ?? `${demonstration} The dictionary says of ${word}: ${meanings}.`;
  },
  correct: ({ language, text }) => {
    const corrected = findLesson(language, text)?.corrected;
    const isKnown = findLesson(language, text) ?? findExplained(language, text, "en");
    return corrected ?? (isKnown ? "OK" : `${demonstration} Nobody has checked this sentence.`);
  },
  title: ({ language, text }) => findLesson(language, text)?.title ?? untitled[language],
  // what the picture really shows is unknown
  "read-picture": ({ language }) => JSON.stringify({ texts: [explainedIn(language)[0]?.sentence] }),
};

const restOrAnswer = ({ language, messages, text }: Asked) =>
  findRest(language, messages) ?? findLesson(language, text)?.answer;

/** Whether the demo must close its server, so that the next request finds none. */
export const takesServerAway = (text: string) => plain(text) === plain("demo: not running");

const findPhrase = (text: string) => Object.entries(demoPhrases).find(([name]) => plain(name) === plain(text))?.[1];

/** An answer with prose and sentences, to show how an answer arrives or breaks off. */
const sampleOf = (language: LearningLanguage) =>
  lessonsOf(language).find(({ ask }) => ask.startsWith("What is the difference"))?.answer ?? "";

/** The rest of an answer that broke off. The app sends its beginning and asks the model to continue. */
function findRest(language: LearningLanguage, messages: Asked["messages"]): string | undefined {
  const [question, beginning] = messages.slice(-3);
  if (messages.length < 3 || !question || beginning?.role !== "assistant") return undefined;
  const answer = findPhrase(question.content) ? sampleOf(language) : findLesson(language, question.content)?.answer;
  if (beginning.content === "" || !answer?.startsWith(beginning.content)) return undefined;
  return answer.slice(beginning.content.length) || undefined; // a complete answer has no rest
}

const untitled: Record<LearningLanguage, string> = {
  ja: "お試しの会話",
  "zh-Hans": "试用对话",
  "zh-Hant": "試用對話",
  ko: "체험 대화",
};

const demonstration = "This is a demonstration: the answers are prepared, and there is no model behind them.";
/** The same in a reply, which is in the learning language. */
const unprepared: Record<LearningLanguage, string> = {
  ja: "これはお試し版で、答えはあらかじめ用意されています。次の文を送ってみてください。",
  "zh-Hans": "这是演示版，回答都是事先准备好的。请试试下面的句子：",
  "zh-Hant": "這是示範版，回答都是事先準備好的。請試試下面的句子：",
  ko: "이것은 체험판이고, 답은 미리 준비되어 있어요. 다음 문장을 보내 보세요.",
};

/** Up to three messages that have a prepared answer, in Markdown. */
function examplesOf(language: LearningLanguage, text: string): string {
  const [first, ...more] = allExamples(language).slice(0, 3);
  const question = lessonsOf(language).find(({ ask }) => !isWrittenIn(ask, language))?.ask;
  const asks = [...more, question ?? first].filter(isText).filter((ask) => plain(ask) !== plain(text));
  return asks.map((ask) => `- ${ask}`).join("\n");
}

function tryThese({ language, text }: Asked): string {
  const phrases = Object.keys(demoPhrases).map((name) => `\`${name}\``);
  return [
    `${demonstration} Here are three that I have:`,
    examplesOf(language, text),
    `To see how something goes wrong, type one of these: ${phrases.join(", ")}.`,
  ].join("\n\n");
}
