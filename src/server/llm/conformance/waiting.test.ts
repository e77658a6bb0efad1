import { describe, expect, test } from "bun:test";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { eachProvider, subjects } from "#test/upstream/each-provider.ts";
import type { LLMEvent } from "#server/llm/types.ts";

/** Collects the types of events, without those of each piece, and waits for one of them. */
function listen() {
  const types: LLMEvent["type"][] = [];
  const waiting = new Set<() => void>();
  return {
    types,
    onEvent: ({ type }: LLMEvent) => {
      if (type === "raw") return;
      types.push(type);
      for (const wake of waiting) wake();
    },
    until: async (type: LLMEvent["type"]) => {
      while (!types.includes(type)) {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.add(resolve);
        await promise;
        waiting.delete(resolve);
      }
    },
  };
}

describe("a server that sends nothing (59)", () => {
  eachProvider("is reading the prompt while it answers other questions", async ({ upstream, provider, ask }) => {
    const read = Promise.withResolvers<void>();
    await provider.complete(ask()); // Ollama has the model in memory now
    upstream.script = { text: "猫です。", read: read.promise };
    const { onEvent, until, types } = listen();
    const answer = provider.complete(ask({ onEvent }));
    await until("reading");
    read.resolve();
    expect(await answer).toBe("猫です。");
    expect(types).toEqual(["reading"]);
  });

  eachProvider(
    "is silent while it hangs, and is reading once it goes on",
    async ({ upstream, provider, ask }) => {
      const read = Promise.withResolvers<void>();
      await provider.complete(ask());
      upstream.script = { text: "猫です。", read: read.promise };
      upstream.isHalted = true;
      const { onEvent, until, types } = listen();
      const answer = provider.complete(ask({ onEvent }));
      await until("silent");
      upstream.isHalted = false;
      await until("reading");
      read.resolve();
      expect(await answer).toBe("猫です。");
      expect(types).toEqual(["silent", "reading"]);
    },
    { isLong: true },
  );

  eachProvider(
    "is silent when it hangs in the middle of an answer, and writing when it goes on",
    async ({ upstream, provider, ask }) => {
      const gate = Promise.withResolvers<void>();
      async function* pieces() {
        yield "猫";
        await gate.promise;
        yield "です。";
      }
      upstream.script = () => ({ pieces: pieces() });
      const { onEvent, until, types } = listen();
      const stream = provider.stream(ask({ onEvent }))[Symbol.asyncIterator]();
      await stream.next();
      upstream.isHalted = true;
      const next = stream.next();
      await until("silent");
      upstream.isHalted = false;
      gate.resolve();
      await next;
      while (!(await stream.next()).done);
      expect(types).toEqual(["silent", "writing"]);
    },
    { isLong: true },
  );

  eachProvider(
    "is not looked at while it writes slowly",
    async ({ upstream, provider, ask }) => {
      // the answer takes longer than the five scaled seconds before a look, each of its pieces a tenth of them
      upstream.script = { text: "猫が好きです。犬も好きです。".repeat(3), tokensPerSecond: 10 };
      const { onEvent, types } = listen();
      const asked = upstream.requests.length;
      await provider.complete(ask({ onEvent }));
      expect(types).toEqual([]);
      expect(upstream.requests.slice(asked).filter(({ path }) => path === "/" || path === "/api/ps")).toEqual([]);
    },
    { timeScale: 0.2, isLong: true },
  );

  for (const subject of subjects.filter(({ name }) => name !== "ollama")) {
    test(`is loading the model if it is an Ollama that does not list it in memory [${subject.name}]`, async () => {
      const ready = Promise.withResolvers<void>();
      await using upstream = await startUpstream({ protocol: "ollama", models: [subject.model] });
      upstream.script = { text: "猫です。", ready: ready.promise };
      const { onEvent, until, types } = listen();
      const question = { model: subject.model, system: "", messages: [{ role: "user" as const, content: "猫" }] };
      const answer = subject.create(upstream.url, 0.005).complete({ ...question, maxTokens: 100, onEvent });
      await until("loading");
      ready.resolve();
      await answer;
      expect(types.filter((type) => type !== "is-ollama")[0]).toBe("loading");
    });
  }

  test("is loading the model if its list says that it is not in memory (LM Studio)", async () => {
    const subject = subjects[2];
    const ready = Promise.withResolvers<void>();
    await using upstream = await startUpstream({ protocol: "openai", flavour: "lmstudio", models: [subject.model] });
    const provider = subject.create(upstream.url, 0.005);
    await provider.models();
    upstream.script = { text: "猫です。", ready: ready.promise };
    const { onEvent, until } = listen();
    const question = { model: subject.model, system: "", messages: [{ role: "user" as const, content: "猫" }] };
    const answer = provider.complete({ ...question, maxTokens: 100, onEvent });
    await until("loading");
    ready.resolve();
    expect(await answer).toBe("猫です。");
  });
});
