import { takeTurn } from "./take-turn.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { languages } from "#shared/languages/index.ts";
import { LLMError, type LLMImage } from "#server/llm/types.ts";
import { askToReadPicture, picturedTextsSchema } from "#server/tasks/read-picture/prompt.ts";
import { tidyTexts } from "#server/tasks/read-picture/tidy-texts.ts";
import type { AnswerDeps } from "./answer-deps.ts";
import { askModel, type ToQuestion } from "./ask-model.ts";
import { explainCards, explainedAtOnce, type Text } from "./explain-text.ts";
import { openCards } from "./open-cards.ts";
import { splitSentences } from "./sentences.ts";
import { toQuestion } from "./to-question.ts";
import { addUsage, toUsage } from "./usage.ts";

/** The pictures as one model gets them. */
export type Shown = {
  images: LLMImage[];
  /** How several parts of a picture belong together, in words; empty for one picture. */
  layout: string;
  /** A line may begin in the first picture and continue in the second. */
  overlaps: boolean;
  tokens: number;
};

type Input = {
  generationId: string;
  language: LearningLanguage;
  show: (to: Parameters<ToQuestion>[0]) => Promise<Shown>;
  /** Several texts are only listed, and the learner chooses one. Otherwise all of them are explained. */
  listsSeveral: boolean;
  /** What the learner wrote beside the picture. It is explained too. */
  ownText?: string;
};

/** Reads the texts in a picture, then explains them. The last event is `end`. Throws if the picture could not be read. */
export async function* readPicture(
  deps: AnswerDeps,
  { generationId, language, show, listsSeveral, ownText = "" }: Input,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { responder, turns } = deps;
  if (responder instanceof AppError) return yield { type: "end", outcome: "failed", error: toApiError(responder) };
  // another model that reads a picture must be known to have vision
  const fallbacks = () => deps.fallbacks().filter(({ chat }) => chat.info?.vision === true);
  let overlaps = false;
  const leave = yield* takeTurn(turns.enter(responder.provider.host, signal));
  const asking = {
    responder,
    fallbacks,
    reader: unread,
    async toQuestion(to: Parameters<ToQuestion>[0]) {
      const shown = await show(to);
      overlaps = shown.overlaps;
      const question = toQuestion(askToReadPicture(language, shown.layout, shown.images), to.responder);
      return { ...question, tokens: question.tokens + shown.tokens, hasPicture: true };
    },
  };
  let asked;
  try {
    asked = yield* askModel(asking, signal);
  } finally {
    leave();
  }
  const { responder: reader, ...result } = asked;
  const { name: provider } = reader.provider;
  if (result.finish === "refusal")
    throw new LLMError("refused", result.explanation ?? "The model declined to answer.", { provider });
  const read = tidyTexts(picturedTextsSchema.parse(result.object).texts, language, overlaps); // the provider has validated it
  const texts = [...read, ownText.trim()].filter((text) => text !== "");
  const usage = toUsage(provider, result);
  if (texts.length === 0) {
    const error = new AppError("no_text", `No ${languages[language].englishName} text was found in this picture.`);
    return yield { type: "end", outcome: "failed", error: toApiError(error), usage };
  }
  yield { type: "texts", texts };
  const outcome = result.finish === "length" ? "cut" : "complete";
  if (listsSeveral && texts.length > 1) return yield { type: "end", outcome, usage };

  const text: Text = { generationId, language, sentences: splitSentences(texts.join("\n"), language) };
  const isAtOnce = text.sentences.length <= explainedAtOnce;
  const cards = yield* openCards(deps, text, isAtOnce);
  if (!isAtOnce) return yield { type: "end", outcome, usage };
  const others = () => fallbacks().filter(({ type }) => type !== reader.type);
  for await (const event of explainCards({ ...deps, responder: reader, fallbacks: others }, text, cards, signal))
    yield event.type === "end" ? { ...event, usage: addUsage(usage, event.usage) } : event;
}

/** The text is an object, which is useful only when it is whole. */
const unread = { add: () => [], restart: () => {}, end: () => [], isDone: () => false };
