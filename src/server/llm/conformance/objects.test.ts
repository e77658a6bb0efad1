import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { eachProvider as each, readAnswer, type Trial } from "#test/upstream/each-provider.ts";
import { readObject } from "#server/llm/answer/read-object.ts";
import type { JsonSchema } from "#server/llm/types.ts";

const schema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    texts: {
      type: "array",
      items: {
        type: "object",
        properties: {
          text: { type: "string", description: "the line as it stands in the picture" },
          kind: { enum: ["subtitle", "sign"] },
          size: { type: "integer" },
          sure: { type: "boolean" },
        },
        required: ["text"],
        additionalProperties: false,
      },
    },
  },
  required: ["texts"],
  additionalProperties: false,
};
/** Tests servers that do not enforce the schema, such as Ollama before 0.5 and many others. */
const eachProvider = (title: string, run: (trial: Trial) => Promise<void>) =>
  each(title, run, { keepsToSchema: false });
const wanted = { name: "texts", schema };
const found = { texts: [{ text: "猫が好き。", kind: "subtitle" }, { text: "出口" }] };
const json = JSON.stringify(found);

describe("an answer to a schema (61)", () => {
  const nearly: [string, string][] = [
    ["exactly as asked", json],
    ["in a code fence", `\`\`\`json\n${json}\n\`\`\``],
    ["after other words", `Sure! Here is what I {can} read:\n\n${json}\n\nAnything else?`],
    ["with a trailing comma", json.replace("]}", ",]}")],
    ["with single quotes", json.replaceAll('"', "'")],
    ["with an extra field", json.replace("{", '{"language":"ja",')],
    ["without its end", json.slice(0, -2)],
  ];
  for (const [how, text] of nearly) {
    eachProvider(
      `is accepted without a second request when it comes ${how} (61)`,
      async ({ upstream, provider, ask, asked }) => {
        upstream.script = { text };
        const { error, result, text: said } = await readAnswer(provider, ask({ schema: wanted }));
        expect(error).toBeNull();
        expect(result?.object).toEqual(found);
        // the text is the JSON alone
        expect(JSON.parse(said)).toEqual(found);
        expect(asked()).toBe(1);
      },
    );
  }

  eachProvider(
    "is accepted as far as it came when the token limit cuts it (61)",
    async ({ upstream, provider, ask }) => {
      upstream.script = { text: '{"texts":[{"text":"猫が好き。"},{"text":"出', finish: "length" };
      const { result } = await readAnswer(provider, ask({ schema: wanted }));
      expect(result).toMatchObject({ finish: "length", object: { texts: [{ text: "猫が好き。" }, { text: "出" }] } });
    },
  );

  eachProvider(
    "is asked for once more, with the mistake, when it is wrong (61)",
    async ({ upstream, provider, ask }) => {
      const wrong = '{"texts":[{"text":"猫","kind":"title"}]}';
      const asked: { role: string; content: string }[][] = [];
      upstream.script = ({ messages }, index) => {
        asked.push(messages.map(({ role, content }) => ({ role, content })));
        return { text: index === 0 ? wrong : json };
      };
      const question = ask({ schema: wanted });
      const before = structuredClone(question.messages);
      const { result, events, text } = await readAnswer(provider, question);
      expect(result?.object).toEqual(found);
      expect(text).toBe(json);
      expect(events.filter(({ type }) => type === "retrying")).toEqual([
        { type: "retrying", inMs: 0, code: "invalid_output" },
      ]);
      const [, again = []] = asked;
      expect(again.at(-2)).toEqual({ role: "assistant", content: wrong });
      expect(again.at(-1)?.content).toContain("texts.0.kind");
      expect(question.messages).toEqual(before);
    },
  );

  eachProvider(
    "fails with the model's own words when it stays wrong (61)",
    async ({ upstream, provider, ask, asked }) => {
      const prose = "I see a cat under the words 猫が好き。";
      upstream.script = { text: prose };
      const { error, pieces } = await readAnswer(provider, ask({ schema: wanted }));
      expect(error).toMatchObject({ code: "invalid_output", info: { partialText: prose, retryable: false } });
      expect(pieces).toEqual([]);
      expect(asked()).toBe(2);
    },
  );

  eachProvider(
    "is not asked for again when the model refuses (61)",
    async ({ upstream, provider, ask, asked, subject }) => {
      if (subject.name === "ollama") return; // Ollama has no refusals
      upstream.script = { text: "", finish: "refusal" };
      const { result } = await readAnswer(provider, ask({ schema: wanted }));
      expect(result).toMatchObject({ finish: "refusal" });
      expect(result?.object).toBeUndefined();
      expect(asked()).toBe(1);
    },
  );

  eachProvider("yields no object when it breaks off (61)", async ({ upstream, provider, ask, asked }) => {
    upstream.script = { text: json, cut: { after: 5, how: "destroy" } };
    const { error, result } = await readAnswer(provider, ask({ schema: wanted }));
    expect(error?.code).toBe("incomplete");
    expect(error?.info.partialText).toBe(json.slice(0, 15));
    expect(result).toBeNull();
    expect(asked()).toBe(1);
  });
});

describe("a model that repeats itself endlessly (60)", () => {
  const endless = (piece: string) => ({
    pieces: (function* () {
      yield '{"texts":[{"text":"';
      // vary the pieces, because Ollama itself stops after more than 30 equal ones
      for (;;) yield* [piece.repeat(10), piece.repeat(9)];
    })(),
    tokensPerSecond: 1_000,
  });
  for (const [what, piece] of [
    ["one character", "あ"],
    ["white space", "\n"],
    ["one item", '猫"},{"text":"'],
  ] as const) {
    eachProvider(
      `is stopped under a schema when it repeats ${what} (60)`,
      async ({ upstream, provider, subject, ask, asked }) => {
        upstream.script = endless(piece);
        const { error } = await readAnswer(provider, ask({ schema: wanted, maxTokens: 100_000 }));
        expect(error).toMatchObject({ code: "invalid_output", info: { retryable: false, reason: "repeats" } });
        expect(error?.info.partialText?.length).toBeLessThan(800);
        // Ollama counts all white space as equal, so it ends the answer itself
        const closed = subject.name === "ollama" && what === "white space" ? "sent" : "client";
        expect(await (await upstream.waitForRequest(subject.path)).closed).toBe(closed);
        expect(asked()).toBe(1);
      },
    );
  }

  eachProvider(
    "is stopped in plain text, and the error says how much is worth keeping (60)",
    async ({ upstream, provider, subject, ask }) => {
      upstream.script = endless("はい、そうです。");
      const { error, text } = await readAnswer(provider, ask({ maxTokens: 100_000 }));
      expect(error).toMatchObject({ code: "invalid_output", info: { reason: "repeats" } });
      expect(error?.info.partialText).toBe(text);
      expect(text.length).toBeLessThan(500);
      expect(text.slice(0, error?.info.keptLength)).toBe('{"texts":[{"text":"はい、そうです。');
      expect(await (await upstream.waitForRequest(subject.path)).closed).toBe("client");
    },
  );

  eachProvider("is not mistaken for a long scream or a table's rule (60)", async ({ upstream, provider, ask }) => {
    const scream = { texts: [{ text: "ああ".repeat(60) }, { text: `${"-".repeat(200)}|` }] };
    upstream.script = { pieces: unevenly(JSON.stringify(scream)) };
    expect((await readAnswer(provider, ask({ schema: wanted }))).result?.object).toEqual(scream);
    const answer = `| ${"--- | ".repeat(30)}\n${"猫が好き。\n".repeat(10)}`;
    upstream.script = { text: answer };
    expect((await readAnswer(provider, ask())).text).toBe(answer);
  });
});

describe("an object is delivered when it is complete (62)", () => {
  eachProvider("in one piece of JSON, however the model formats it (62)", async ({ upstream, provider, ask }) => {
    const texts = fc.array(
      fc.record(
        {
          text: fc.string({ unit: "grapheme", maxLength: 12 }),
          kind: fc.constantFrom("subtitle", "sign"),
          size: fc.integer(),
          sure: fc.boolean(),
        },
        { requiredKeys: ["text"] },
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), fc.integer({ min: 0, max: 2 }), async (list, isFenced, indent) => {
        const whole = { texts: list };
        const text = JSON.stringify(whole, null, indent);
        upstream.script = { text: isFenced ? `\`\`\`json\n${text}\n\`\`\`` : text };
        const { pieces, result } = await readAnswer(provider, ask({ schema: wanted }));
        expect(result?.object).toEqual(whole);
        expect(pieces.map((piece) => JSON.parse(piece) as unknown)).toEqual([whole]);
      }),
      { numRuns: 15 },
    );
  });

  eachProvider("after one `writing` event in each attempt (62)", async ({ upstream, provider, ask }) => {
    upstream.script = (_request, index) => ({ text: index === 0 ? '{"texts":"猫"}' : json });
    const { events, pieces } = await readAnswer(provider, ask({ schema: wanted }));
    const shown = events.map(({ type }) => type).filter((type) => type === "writing" || type === "retrying");
    expect(shown).toEqual(["writing", "retrying", "writing"]);
    expect(pieces.map((piece) => JSON.parse(piece) as unknown)).toEqual([found]);
  });
});

eachProvider(
  "asks once more when the answer to a schema is empty, and throws when it stays empty (63)",
  async ({ upstream, provider, ask, asked }) => {
    upstream.script = (_request, index) => ({ text: index === 0 ? " \n" : json });
    expect((await readAnswer(provider, ask({ schema: wanted }))).result?.object).toEqual(found);
    upstream.script = { text: "" };
    expect((await readAnswer(provider, ask({ schema: wanted }))).error?.code).toBe("invalid_output");
    expect(asked()).toBe(4);
  },
);

describe("readObject", () => {
  test("describes the mistake so that a model can correct it", async () => {
    const problem = async (text: string) => {
      const reading = await readObject(text, schema);
      return "problem" in reading ? reading.problem : "nothing";
    };
    expect(await problem("猫です。")).toBe("there is no JSON object in it");
    expect(await problem("[]")).toMatch(/expected object/);
    expect(await problem('{"texts":[{"kind":"sign"}]}')).toMatch(/^texts\.0\.text: /);
    expect(await problem('{"texts":[1,2,3,4,5]}')).not.toContain("texts.3");
  });

  test("never throws, whatever a model writes", async () => {
    const pieces = fc.constantFrom(
      '{"texts":',
      "[",
      "]",
      "{",
      "}",
      '"',
      "\\",
      ",",
      "猫",
      '"text":',
      "null",
      "1",
      "```",
      "\n",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        const reading = await readObject(parts.join(""), schema);
        expect("object" in reading || reading.problem.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** `ああああああ → あ, ああ, あああ`: no two pieces in a row are equal. */
const unevenly = (text: string) =>
  [...text.matchAll(/([^])([^]{0,2})([^]{0,3})/g)].flatMap(([, ...pieces]) => pieces.filter((piece) => piece !== ""));
