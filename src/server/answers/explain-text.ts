import type { GenerationEvent } from "#shared/generation.ts";
import { hasExplanation, isExplained } from "#shared/missing.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { LLMError } from "#server/llm/types.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";
import type { AnswerDeps } from "./answer-deps.ts";
import { type Explained, explainSentence } from "./explain-sentence.ts";
import { toEarlyEnd } from "./finish.ts";
import { mergeEvents } from "./merge-events.ts";
import { type OpenCard, openCards, type Sentences } from "./open-cards.ts";
import { takeTurn } from "./take-turn.ts";
import { addUsage, toUsage } from "./usage.ts";

/** A longer text is read by the engine, and the model explains a sentence of it when the learner opens it. */
export const explainedAtOnce = 3;
/** How many requests a cloud may get at the same time. */
const atOnceInCloud = 2;

export type Text = Sentences & {
  /** The sentences around the text, for the first and the last one. */
  before?: string[];
  after?: string[];
  /** The learner asked for all sentences, and goes on with something else meanwhile. */
  isBackground?: boolean;
};

/** Explains the sentences of a text whose cards are open, one after another; in a cloud two at a time. The last event is `end`. Throws if nothing could be asked. */
export async function* explainCards(
  deps: AnswerDeps & { responder: LiveResponder },
  text: Text,
  cards: readonly OpenCard[],
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { turns, responder } = deps;
  const isCloud = responder.identity.goesTo === "cloud";
  const isMany = cards.length > 1;
  const { host } = responder.provider;
  const done: Explained[] = [];
  const group = new AbortController();
  const either = AbortSignal.any([signal, group.signal]);
  const sentences = cards.map(({ sentence }) => sentence.text);
  const isBackground = text.isBackground === true;

  const texts = inOrder(cards.length);

  async function* explain(open: OpenCard, index: number): AsyncGenerator<GenerationEvent> {
    const leave = isCloud || !isMany || isBackground ? yield* takeTurn(ownTurn()) : () => {};
    try {
      if (index > 0) yield* texts.add(index, { type: "text", text: "\n" });
      const before = [...(text.before ?? []), ...sentences.slice(0, index)].slice(-1);
      const after = [...sentences.slice(index + 1), ...(text.after ?? [])].slice(0, 1);
      const { word } = open.sentence;
      const input = { cardId: open.cardId, card: open.card, before, after, responder, ...(word && { word }) };
      const sentence = explainSentence(deps, input, either);
      let step = await sentence.next();
      for (; !step.done; step = await sentence.next()) {
        const isText = step.value.type === "text" || step.value.type === "raw";
        if (isText) yield* texts.add(index, step.value);
        else yield step.value;
      }
      done.push(step.value);
      yield { type: "closed", cardId: open.cardId };
      yield* texts.end(index);
    } finally {
      leave();
    }
  }
  // a text in the background lets the learner's own requests pass between two sentences
  const ownTurn = () =>
    isBackground && !isCloud ? turns.hold(host, signal, { isBackground }) : turns.enter(host, signal);

  const leaveText =
    !isCloud && isMany && !isBackground ? yield* takeTurn(turns.hold(host, signal, { isBackground })) : () => {};
  try {
    yield* mergeEvents(
      cards.map((open, index) => () => explain(open, index)),
      isCloud ? atOnceInCloud : 1,
      () => group.abort(),
    );
  } catch (error) {
    yield* texts.rest();
    const end = toEarlyEnd(error);
    if (!end) throw error;
    return yield end;
  } finally {
    leaveText();
  }
  yield endOf(done);
}

/** The texts of sentences that are explained at the same time, one after another: that of a later one waits until those before it have ended. */
function inOrder(count: number) {
  const waiting: GenerationEvent[][] = Array.from({ length: count }, () => []);
  const ended = new Set<number>();
  let front = 0;
  function* take(index: number): Generator<GenerationEvent> {
    yield* waiting[index]?.splice(0) ?? [];
  }
  return {
    *add(index: number, event: GenerationEvent): Generator<GenerationEvent> {
      waiting[index]?.push(event);
      if (index === front) yield* take(index);
    },
    *end(index: number): Generator<GenerationEvent> {
      ended.add(index);
      while (ended.has(front)) yield* take((front += 1));
    },
    *rest(): Generator<GenerationEvent> {
      for (const index of waiting.keys()) yield* take(index);
    },
  };
}

function endOf(done: readonly Explained[]): GenerationEvent {
  const results = done.flatMap((each) => each.results);
  const usages = results.map(({ responder, ...result }) => toUsage(responder.provider.name, result));
  const [first, ...rest] = usages;
  const usage = first && rest.reduce((sum, next) => addUsage(sum, next), first);
  const isWhole = done.every(({ card }) => isExplained(card));
  if (isWhole) return { type: "end", outcome: "complete", ...(usage && { usage }) };
  const failure = done.find((each) => each.failure !== null)?.failure;
  if (done.some(({ card }) => hasExplanation(card))) {
    // the reason why a part is missing, if it is known: the model repeated itself
    const error = failure?.info.reason === undefined ? undefined : toApiError(failure);
    return { type: "end", outcome: "incomplete", ...(error && { error }), ...(usage && { usage }) };
  }
  const provider = results[0]?.responder.provider.name ?? "";
  if (failure) return { type: "end", outcome: "failed", error: toApiError(failure), ...(usage && { usage }) };
  const error = done.some(({ refused }) => refused)
    ? new LLMError("refused", "The model declined to answer.", { provider })
    : new LLMError("invalid_output", "The model did not explain the sentence.", { provider, reason: "unusable" });
  return { type: "end", outcome: "failed", error: toApiError(error), ...(usage && { usage }) };
}

/** An explained text, from its cards to its end. Without a model the engine's words stay, and the reason stands in `end`. */
export async function* explainText(deps: AnswerDeps, text: Text, signal: AbortSignal): AsyncGenerator<GenerationEvent> {
  const { responder } = deps;
  const isAtOnce = text.sentences.length <= explainedAtOnce || text.isBackground === true;
  const cards = yield* openCards(deps, text, isAtOnce);
  if (!isAtOnce) return yield { type: "end", outcome: "complete" };
  if (responder instanceof AppError) return yield { type: "end", outcome: "failed", error: toApiError(responder) };
  yield* explainCards({ ...deps, responder }, text, cards, signal);
}
