import { expect, test } from "bun:test";
import type { Usage } from "#shared/answer.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { paceOf } from "./pace.ts";

/** A message of the tutor that explains so many sentences. */
function explanation(sentences: number, usage: Usage, task: "explain" | "reply" = "explain") {
  const cards = Array.from({ length: sentences }, (_, index): GenerationEvent[] => [
    { type: "card", cardId: `g#${index}`, text: "はい。", at: index * 3, isAsked: true },
    { type: "closed", cardId: `g#${index}` },
  ]);
  const events: GenerationEvent[] = [
    { type: "started", generationId: "g", language: "ja", task, responder: null, at: 0 },
    ...cards.flat(),
    { type: "end", outcome: "complete", usage },
  ];
  return {
    id: "m",
    role: "tutor" as const,
    position: 0,
    text: "",
    versions: [],
    images: [],
    language: "ja" as const,
    createdAt: 0,
    generation: null,
    generations: [],
    completing: [],
    lastAttempt: null,
    answer: events.reduce(applyGenerationEvent, emptyAnswer("ja")),
  };
}

test.each([
  ["no explanation", [explanation(1, { totalMs: 5_000 }, "reply")], null],
  [
    "explanations of several sentences",
    [explanation(2, { totalMs: 21_000, loadMs: 1_000 }), explanation(1, { totalMs: 10_000 })],
    { seconds: 10, costUsd: null },
  ],
  ["a price that is known", [explanation(2, { totalMs: 4_000, costUsd: 0.02 })], { seconds: 2, costUsd: 0.01 }],
  [
    "a price that is known of one answer only",
    [explanation(1, { totalMs: 4_000, costUsd: 0.02 }), explanation(1, { totalMs: 2_000 })],
    { seconds: 3, costUsd: null },
  ],
  ["more time for loading than for the answer", [explanation(1, { totalMs: 4_000, loadMs: 9_000 })], null],
] as const)("estimates a sentence from %s", (_, messages, pace) => {
  expect(paceOf(messages)).toEqual(pace);
});
