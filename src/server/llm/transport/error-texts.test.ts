import { describe, expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import { errorTexts } from "./error-texts.ts";

const { ask, open, create } = setUp("ollama");

describe("the text of a real server", () => {
  for (const { code, real } of errorTexts) {
    for (const text of real) {
      test(`means ${code} when it says: ${text.slice(0, 60).replaceAll("\n", " ")}`, async () => {
        await using upstream = await open({ script: { status: 400, error: text } });
        expect((await readAnswer(create(upstream), ask)).error?.code).toBe(code);
        upstream.script = { text: "猫が", errorLine: text };
        const { error } = await readAnswer(create(upstream), ask);
        expect(error).toMatchObject({ code, info: { partialText: "猫が" } });
      });
    }
  }
});

describe("an error inside an error", () => {
  const message = "Multimodal data provided, but model does not support multimodal requests.";
  /** Each level is JSON as a string inside the level around it: Ollama wraps the runner's error like this. */
  const nest = (levels: number): string =>
    levels === 0 ? message : JSON.stringify({ error: { message: nest(levels - 1), code: 400 } });

  for (const levels of [1, 2, 3]) {
    test(`is read when it is ${levels} levels deep`, async () => {
      await using upstream = await open({ script: { status: 400, body: nest(levels) } });
      expect((await readAnswer(create(upstream), ask)).error).toMatchObject({ code: "unsupported", message });
    });
  }

  test("is not read when it is nested too deeply, but the error still has a message", async () => {
    await using upstream = await open({ script: { status: 400, body: nest(9) } });
    const { error } = await readAnswer(create(upstream), ask);
    expect(error?.code).toBe("unsupported");
    expect(error?.message).not.toBe("");
    expect(error?.message.length).toBeLessThanOrEqual(500);
  });
});

test("searches only the beginning of a long text when it looks for sizes", async () => {
  // a run of 60,000 digits must cost no more than one of 2,000
  await using upstream = await open({
    script: { status: 400, error: `prompt is too long: ${"1".repeat(60_000)} + 1 > 2` },
  });
  const { error } = await readAnswer(create(upstream), ask);
  expect(error?.code).toBe("context_overflow");
  expect(error?.info).not.toHaveProperty("contextTokens");
});

test("offers no download when the name itself is refused", async () => {
  await using upstream = await open();
  const { error } = await readAnswer(create(upstream), { ...ask, model: "bad name!" });
  expect(error).toMatchObject({ code: "model_not_found", message: "invalid model name" });
  expect(error?.info).not.toHaveProperty("hint");
});
