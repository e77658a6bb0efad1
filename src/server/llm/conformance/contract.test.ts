import { describe, expect, test } from "bun:test";
import { providers } from "#shared/providers.ts";
import { eachProvider, readAnswer, subjects } from "#test/upstream/each-provider.ts";
import { LLMError } from "#server/llm/types.ts";

const sentence = "はい、猫が好きです。";

describe("the provider contract", () => {
  eachProvider(
    "yields the text in a plain loop, returns it joined from complete(), and has a constant name (105)",
    async ({ upstream, provider, subject, ask }) => {
      upstream.script = { text: sentence };
      let text = "";
      for await (const piece of provider.stream(ask())) text += piece;
      expect(text).toBe(sentence);
      expect(await provider.complete(ask())).toBe(text);
      expect(provider.name).toBe(subject.name);
    },
  );

  eachProvider(
    "resolves the result after the whole text, or rejects it with the error that the loop threw (106)",
    async ({ upstream, provider, ask }) => {
      upstream.script = { text: sentence };
      const good = provider.stream(ask());
      let isSettled = false;
      void good.result.then(() => (isSettled = true));
      const reader = good[Symbol.asyncIterator]();
      await reader.next();
      await provider.probe(); // lets the event loop run a few turns
      expect(isSettled).toBe(false);
      while (!(await reader.next()).done);
      expect(await good.result).toMatchObject({ text: sentence, finish: "stop" });

      upstream.script = { text: sentence, cut: { after: 1, how: "destroy" } };
      const bad = provider.stream(ask());
      const thrown = await Array.fromAsync(bad).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(LLMError);
      expect(await bad.result.catch((error: unknown) => error)).toBe(thrown);
    },
  );

  eachProvider("does not change the caller's objects (47)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: sentence };
    const options = ask();
    const before = structuredClone(options);
    await readAnswer(provider, options);
    expect(options).toEqual(before);
  });
});

test("runs this suite for every provider (112)", () => {
  expect(subjects.map(({ name }) => name).toSorted()).toEqual(providers.toSorted());
});
