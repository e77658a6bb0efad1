import { describe, expect } from "bun:test";
import { eachProvider, readAnswer } from "#test/upstream/each-provider.ts";
import type { JsonSchema } from "#server/llm/types.ts";

const sentence = "昨日、友達と映画を見に行きました。";
const schema: JsonSchema = { type: "object", properties: { word: { type: "string" } }, required: ["word"] };
const wanted = { name: "word", schema };

/** The model goes on with invented turns and never stops. */
const withEndlessTurns = (beginning: readonly string[]) => ({
  pieces: (function* () {
    yield* beginning;
    for (let turn = 0; ; turn += 1) yield `\n<|im_start|>user\nそう${turn}ですか。`;
  })(),
  tokensPerSecond: 1_000,
});

describe("an answer with control tokens (113)", () => {
  eachProvider("ends at the first end of a turn, and closes the request (113)", async (trial) => {
    const { upstream, provider, subject, ask, asked } = trial;
    // the token is split over pieces
    upstream.script = withEndlessTurns([sentence, "<|im", "_e", "nd|", ">"]);
    const { text, result, error, raw, events } = await readAnswer(provider, ask());
    expect(error).toBeNull();
    expect(text).toBe(sentence);
    expect(result).toMatchObject({ text: sentence, finish: "stop" });
    expect(raw).toStartWith(`${sentence}<|im_end|>`);
    expect(events).toEqual([]);
    expect(await (await upstream.waitForRequest(subject.path)).closed).toBe("client");
    expect(asked()).toBe(1);
  });

  eachProvider("loses the names of roles and the tokens before its first word (113)", async (trial) => {
    const { upstream, provider, ask } = trial;
    upstream.script = { text: `<start_of_turn>model\nAssistant: ${sentence}<end_of_turn>` };
    expect(await provider.complete(ask())).toBe(sentence);
  });

  eachProvider(
    "is read under a schema like any other (113)",
    async (trial) => {
      const { upstream, provider, ask } = trial;
      upstream.script = { text: 'The word.</think>\n\n{"word":"猫"}<|im_end|>\n<|im_start|>user' };
      const { result, pieces, events } = await readAnswer(provider, ask({ schema: wanted }));
      expect(result?.object).toEqual({ word: "猫" });
      expect(pieces).toEqual(['{"word":"猫"}']);
      expect(events.map(({ type }) => type)).toContain("discard");
    },
    { keepsToSchema: false },
  );

  eachProvider("is asked for once more when nothing stands before the end of the turn (113)", async (trial) => {
    const { upstream, provider, ask, asked } = trial;
    upstream.script = (_request, index) => (index === 0 ? withEndlessTurns(["<|im_end|>"]) : { text: sentence });
    expect((await readAnswer(provider, ask())).text).toBe(sentence);
    expect(asked()).toBe(2);
  });

  eachProvider("yields what was held back when the server breaks off (113)", async (trial) => {
    const { upstream, provider, ask } = trial;
    upstream.script = { pieces: ["1 ", "<", "2"], cut: { after: 2, how: "destroy" } };
    const { error, text } = await readAnswer(provider, ask());
    expect(error).toMatchObject({ code: "incomplete", info: { partialText: "1 <" } });
    expect(text).toBe("1 <");
  });
});

describe("an answer with characters that turn the direction of text", () => {
  eachProvider("loses them, and keeps all others", async ({ upstream, provider, ask }) => {
    upstream.script = { pieces: ["猫\u202e", "\u202e", "が\u2067好き\u2069です\u200e。"] };
    const { text, result } = await readAnswer(provider, ask());
    expect(text).toBe("猫が好きです\u200e。");
    expect(result?.text).toBe(text);
  });

  eachProvider(
    "loses them in an object, also as escapes",
    async ({ upstream, provider, ask }) => {
      upstream.script = { text: String.raw`{"word":"猫\u202E\u2066 \\u202e \n"}` };
      expect((await readAnswer(provider, ask({ schema: wanted }))).result?.object).toEqual({ word: "猫 \\u202e \n" });
    },
    { keepsToSchema: false },
  );
});

describe("thought without an opening tag (114)", () => {
  eachProvider("replaces what was yielded, and is no part of the result (114)", async (trial) => {
    const { upstream, provider, ask } = trial;
    upstream.script = { text: `The learner greets me.\n</think>\n\n${sentence}` };
    const yielded: string[] = [];
    const onEvent = ({ type }: { type: string }) => {
      if (type === "discard") yielded.length = 0;
    };
    const stream = provider.stream(ask({ onEvent }));
    for await (const piece of stream) yielded.push(piece);
    const { text, thinking } = await stream.result;
    expect(text).toBe(sentence);
    expect(yielded.join("")).toBe(sentence);
    expect(thinking).toBe("The learner greets me.\n");
    expect(await provider.complete(ask())).toBe(sentence);
  });

  eachProvider("is not yielded to a caller that reads the text after the result (114)", async (trial) => {
    const { upstream, provider, ask } = trial;
    upstream.script = { text: `The learner greets me.\n</think>\n\n${sentence}` };
    const stream = provider.stream(ask());
    await stream.result;
    expect((await Array.fromAsync(stream)).join("")).toBe(sentence);
  });
});

describe("a model whose thought has no opening tag (114)", () => {
  const thoughtful = { text: `The learner greets me.\n</think>\n\n${sentence}` };

  eachProvider("is remembered, and its next answer is held back until the closing tag (114)", async (trial) => {
    const { upstream, provider, ask } = trial;
    upstream.script = thoughtful;
    await provider.complete(ask());
    const { text, events, result } = await readAnswer(provider, ask());
    expect(text).toBe(sentence);
    expect(result).toMatchObject({ text: sentence, thinking: "The learner greets me.\n" });
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["thinking"]));
  });

  eachProvider("answers without thought, which is shown at its end and corrects what is known (114)", async (trial) => {
    const { upstream, provider, ask, subject } = trial;
    upstream.script = thoughtful;
    await provider.complete(ask());
    upstream.script = { text: sentence };
    const late = await readAnswer(provider, ask());
    expect(late).toMatchObject({ text: sentence, pieces: [sentence], result: { text: sentence } });
    expect(late.result).not.toHaveProperty("thinking");
    expect(provider.knowledge.dialect(subject.model).opensInThought).toBe(false);
    expect((await readAnswer(provider, ask())).pieces.length).toBeGreaterThan(3);
  });

  eachProvider("has no answer when the token limit cuts its thought (114)", async (trial) => {
    const { upstream, provider, ask, subject } = trial;
    upstream.script = thoughtful;
    await provider.complete(ask());
    upstream.script = { text: "The learner asks about the past", finish: "length" };
    const { text, result } = await readAnswer(provider, ask());
    expect(text).toBe("");
    expect(result).toMatchObject({ text: "", thinking: "The learner asks about the past", finish: "length" });
    expect(provider.knowledge.dialect(subject.model).opensInThought).toBe(true);
  });
});

describe("a repetition (60)", () => {
  eachProvider("is noticed when it comes in one piece (60)", async (trial) => {
    const { upstream, provider, ask } = trial;
    upstream.script = { pieces: ["猫です。\n", "=".repeat(5_000), "more"] };
    const { error, text } = await readAnswer(provider, ask());
    expect(error).toMatchObject({ code: "invalid_output", info: { reason: "repeats", retryable: false } });
    expect(text).not.toContain("more");
    expect(error?.info.partialText).toBe(text);
    expect(text.slice(0, error?.info.keptLength)).toBe("猫です。");
  });

  eachProvider("with changing numbers is noticed after some lines (60)", async (trial) => {
    const { upstream, provider, subject, ask } = trial;
    upstream.script = {
      pieces: (function* () {
        for (let line = 1; ; line += 1) yield* [`${line}.`, " This is the third", " person plural.\n"];
      })(),
      tokensPerSecond: 1_000,
    };
    const { error, text } = await readAnswer(provider, ask());
    expect(error?.info.reason).toBe("repeats");
    expect(text.split("\n").length).toBeLessThan(20);
    expect(text.slice(0, error?.info.keptLength)).toBe("1. This is the third person plural.");
    expect(await (await upstream.waitForRequest(subject.path)).closed).toBe("client");
  });

  eachProvider("is noticed in the model's thought (60)", async (trial) => {
    const { upstream, provider, ask } = trial;
    upstream.script = { text: `<think>${"Wait, let me think again. ".repeat(60)}</think>猫です。` };
    const { error } = await readAnswer(provider, ask());
    expect(error).toMatchObject({ code: "invalid_output", info: { reason: "repeats" } });
  });

  eachProvider("is the reason when the answer ends in one at the token limit or breaks off (60)", async (trial) => {
    const { upstream, provider, ask } = trial;
    const text = `猫です。\n${"I like to drink tea.\n".repeat(8)}`;
    for (const how of [{ finish: "length" as const }, { cut: { after: 50, how: "destroy" as const } }]) {
      upstream.script = { text, ...how };
      const { error } = await readAnswer(provider, ask());
      expect(error).toMatchObject({ code: "invalid_output", info: { reason: "repeats" } });
      expect(error?.info.partialText?.slice(0, error.info.keptLength)).toBe("猫です。\nI like to drink tea.");
    }
  });
});
