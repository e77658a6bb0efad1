import type { Reply } from "#test/upstream/script.ts";
import { toTokens } from "./to-tokens.ts";

type Sample = { text: string; model: string };

/** Phrases with which a visitor of the demo makes a fault happen. Each has its own reply, made from a lesson's answer. */
export const demoPhrases: Record<string, (sample: Sample) => Reply> = {
  "demo: slow": ({ text }) => ({ pieces: toTokens(text), tokensPerSecond: 3 }),
  "demo: loading": ({ text }) => ({ pieces: toTokens(text), loadMs: 12_000, unloaded: true }),
  "demo: thinking": ({ text }) => ({ pieces: thinkAloud(text) }),
  "demo: break off": ({ text }) => {
    const pieces = toTokens(text);
    return { pieces, cut: { after: Math.floor(pieces.length / 2), how: "destroy" } };
  },
  "demo: out of memory": () => ({
    status: 500,
    error: "model requires more system memory (10.9 GiB) than is available (6.2 GiB)",
  }),
  "demo: model missing": ({ model }) => ({ status: 404, error: `model '${model}' not found` }),
  "demo: not running": () => ({ cut: { after: 0, how: "destroy" } }),
  "demo: silent": () => ({ silentAfter: 0 }),
  "demo: long": () => ({ pieces: toTokens(longProse) }),
};

/** Thoughts between tags, as they arrive if the server does not separate them. */
async function* thinkAloud(text: string): AsyncGenerator<string> {
  const thoughts =
    "The learner wants to see how thinking looks. First the sentence, then its words in order, with each reading checked: " +
    "which one is it here? Then one note about the grammar, short enough to be read.";
  yield "<think>\n";
  for (const thought of toTokens(thoughts)) {
    yield thought;
    await Bun.sleep(80);
  }
  yield "\n</think>\n\n";
  yield* toTokens(text);
}

const paragraph = (number: number) => `### ${number}

Reading a little every day does more for a learner than reading much on one day. Begin with sentences in which **one** word is new; guess it first, and only then open the card. Say the sentence aloud once, then again without looking.

- Keep a word together with the sentence that it came from.
- Come back to it tomorrow, and once more after a week.
- Leave out what you will never say.

| day | what | minutes |
| --- | --- | --- |
| Monday | read | 15 |
| Tuesday | listen, then read the same | 15 |
| Wednesday | write three sentences | 10 |
`;

const longProse = Array.from({ length: 8 }, (_, index) => paragraph(index + 1)).join("\n");
