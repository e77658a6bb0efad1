import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import { readErrorBody } from "./error-body.ts";

const { ask, open, create } = setUp("ollama");
const message = "Multimodal data provided, but model does not support multimodal requests.";

describe("an error inside an error", () => {
  /** Each puts a value into another: an object, an array, JSON as a string, or JSON in a sentence. */
  const layers: readonly ((inner: unknown) => unknown)[] = [
    (error) => ({ error }),
    (inner) => ({ type: "error", error: { message: inner, code: 400 } }),
    (detail) => ({ detail }),
    (inner) => ({ error: true, message: inner }),
    (inner) => [inner],
    (inner) => JSON.stringify({ error: inner }),
    (inner) => JSON.stringify(JSON.stringify({ message: inner })),
    (inner) => `litellm.BadRequestError: OllamaException - ${JSON.stringify({ error: inner })}. Fallbacks={'a': []}`,
  ];

  test("is read at any depth", () => {
    const nested = fc.array(fc.integer({ min: 0, max: layers.length - 1 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(nested, (kinds) => {
        const body = kinds.reduce((inner: unknown, kind) => layers[kind]!(inner), message);
        expect(readErrorBody(typeof body === "string" ? body : JSON.stringify(body)).message).toBe(message);
      }),
    );
  });

  test("is read through hundreds of objects", async () => {
    const body = `${'{"error":'.repeat(400)}${JSON.stringify(message)}${"}".repeat(400)}`;
    await using upstream = await open({ script: { status: 400, body } });
    expect((await readAnswer(create(upstream), ask)).error).toMatchObject({ code: "unsupported", message });
  });

  test("gives its own words when what it contains has none", () => {
    expect(readErrorBody('{"message":"the disk is full","error":{"code":500}}').message).toBe("the disk is full");
    expect(readErrorBody('{"error":"server_error","message":"the disk is full"}').message).toBe("the disk is full");
    expect(readErrorBody('{"error":"500"}').message).toBe("500");
    for (const empty of ["", "{}", "[]", "null", '{"error":null}', '{"error":{}}', '{"error":[]}'])
      expect(readErrorBody(empty).message).toBe("");
  });
});

describe("a web page", () => {
  test("is read as its words", () => {
    const page =
      "<html><head><title>502 Bad Gateway</title><style>h1{}</style><script>if (a < b) x()</script></head><body><h1>502 Bad Gateway</h1><p>Try &quot;later&quot; &amp; again</p></body></html>";
    expect(readErrorBody(page).message).toBe('502 Bad Gateway Try "later" & again');
  });

  test("is cut, and has no tag left, when it is long or broken", () => {
    for (const page of [
      `<html>${"<p>a".repeat(20_000)}`,
      `<html>${"<".repeat(60_000)}`,
      `<html><script>${"x".repeat(60_000)}`,
    ])
      expect(readErrorBody(page).message).toMatch(/^[^<>]{0,300}$/);
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
  expect(error).toMatchObject({ code: "model_not_found", message: "invalid model name", info: { reason: "bad_name" } });
  expect(error?.info).not.toHaveProperty("hint");
});
