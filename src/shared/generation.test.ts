import { expect, test } from "bun:test";
import type { Responder } from "./responder.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "./generation.ts";

const responder = (model: string): Responder => ({
  provider: "ollama",
  model,
  host: "127.0.0.1:11434",
  goesTo: "computer",
});
const fold = (...events: GenerationEvent[]) => events.reduce(applyGenerationEvent, emptyAnswer("ja"));
const trimmed = (turns: number): GenerationEvent => ({ type: "notice", notice: { code: "trimmed", turns } });

test("drops the notices of the first model when a fallback answers", () => {
  const instead = { code: "fallback", instead: "small", because: "connect" } as const;
  const events: GenerationEvent[] = [
    { type: "started", generationId: "g", language: "ja", task: "reply", responder: responder("small"), at: 0 },
    trimmed(3),
    { type: "notice", notice: { code: "pictures_left_out", pictures: 1 } },
    { type: "notice", notice: instead },
    { type: "responder", responder: responder("large") },
  ];
  expect(fold(...events)).toMatchObject({ responder: { model: "large" }, notices: [instead] });
  expect(fold(...events, trimmed(1)).notices).toEqual([instead, { code: "trimmed", turns: 1 }]);
});

test("keeps the last of several notices with the same code", () => {
  expect(fold(trimmed(1), trimmed(4)).notices).toEqual([{ code: "trimmed", turns: 4 }]);
});

test("takes back the end of the text that a discard names, and keeps what an earlier answer had written", () => {
  const text = (piece: string): GenerationEvent => ({ type: "text", text: piece });
  const thought = [text("The learner "), text("greets me."), { type: "discard" as const, length: 22 }];
  expect(fold(...thought, text("猫"), text("です。")).text).toBe("猫です。");
  expect(fold(text("はじめ。"), ...thought, text("おわり。")).text).toBe("はじめ。おわり。");
});
