import type { Asked } from "./asked.ts";
import { toTokens } from "./to-tokens.ts";

/** Answers with nothing in them (`docs/scripted-servers.md`). */
export const uselessKinds = ["refusal", "echo", "example", "tokens", "counting", "loop", "empty"] as const;
export type UselessKind = (typeof uselessKinds)[number];

/** The pieces of a useless answer. `counting` and `loop` go on to the limit of the request. */
export function answerUselessly(kind: UselessKind, asked: Asked): Iterable<string> {
  if (asked.keys === null) return freely[kind](asked);
  const object = (value: (key: string) => string) =>
    toTokens(JSON.stringify(Object.fromEntries((asked.keys ?? []).map((key) => [key, value(key)]))));
  const inObject: Record<UselessKind, () => Iterable<string>> = {
    refusal: () => toTokens(refusal),
    echo: () => object((key) => key.split(" ")[1] ?? ""),
    example: () => freely.example(asked),
    tokens: () => object(() => ""),
    // a cut object
    counting: () => withBefore(toTokens(`{"${asked.keys?.[0] ?? ""}": "`), freely.counting(asked)),
    // a grammar allows white space without end
    loop: () =>
      withBefore(
        ["{"],
        repeat(() => "\n"),
      ),
    empty: () => [],
  };
  return inObject[kind]();
}

const refusal = "I'm sorry, but I can't help with that.";

const freely: Record<UselessKind, (asked: Asked) => Iterable<string>> = {
  refusal: () => toTokens(refusal),
  echo: ({ text }) => toTokens(text),
  // the answer of the example turn as if it were the learner's; without an example, the instructions
  example: ({ messages }) => toTokens(messages.find(({ role }) => role === "assistant")?.content ?? "猫が好きです。"),
  tokens: () => ["<|im_end|>", "\n", "<|im_start|>", "user", "\n", "<|im_end|>"],
  counting: () => repeat((index) => `${index + 1}. This is the third person plural.\n`),
  // Ollama ends an answer after 31 equal pieces
  loop: () => repeat(() => " -"),
  empty: () => [],
};

/** A real model stops at the limit of the request. This is the limit of a request without one. */
const most = 3_000;

function* repeat(piece: (index: number) => string): Generator<string> {
  for (let index = 0; index < most; index++) yield* toTokens(piece(index));
}

function* withBefore(before: Iterable<string>, rest: Iterable<string>): Generator<string> {
  yield* before;
  yield* rest;
}
