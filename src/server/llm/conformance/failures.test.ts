import { describe, expect, test } from "bun:test";
import { inspect } from "node:util";
import { eachProvider, readAnswer, subjects } from "#test/upstream/each-provider.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";

const sentence = "昨日、友達と映画を見に行きました。";

describe("an unreachable server", () => {
  for (const { name, model, create } of subjects) {
    const ask = { model, system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 100 };

    test(`is reported within a second when nothing listens [${name}] (16)`, async () => {
      const provider = create("http://127.0.0.1:1", 1);
      const { error, events } = await readAnswer(provider, ask);
      expect(error).toMatchObject({ code: "connect", info: { retryable: true } });
      if (name === "ollama") expect(error?.message).toBe("Ollama is not running at 127.0.0.1:1");
      const waits = events.map((event) => (event.type === "retrying" ? event.inMs : Infinity));
      expect(waits).toHaveLength(2);
      expect(waits[0]! + waits[1]!).toBeLessThan(1_000);
    });

    test(`is reported as \`dns\` when the host is unknown [${name}] (16)`, async () => {
      const { error } = await readAnswer(create("http://nothing.invalid:11434", 1), ask);
      expect(error).toMatchObject({ code: "dns", info: { retryable: false } });
    });
  }

  eachProvider("is reported as `tls` when the port does not speak TLS (16)", async ({ upstream, subject, ask }) => {
    const { error } = await readAnswer(subject.create(upstream.url.replace("http:", "https:"), 1), ask());
    expect(error?.code).toBe("tls");
  });

  eachProvider("names the missing model when only the model is missing", async ({ provider, ask, asked }) => {
    const { error } = await readAnswer(provider, ask({ model: "gemma9:12b" }));
    expect(error).toMatchObject({ code: "model_not_found", info: { model: "gemma9:12b", status: 404 } });
    expect(asked()).toBe(1);
  });
});

describe("an answer that breaks off", () => {
  const endings = [
    { cut: { after: 3, how: "end" } },
    { cut: { after: 3, how: "destroy" } },
    { cut: { after: 3, how: "end", inside: true } },
    { cut: { after: 3, how: "destroy", inside: true } },
  ] as const;

  for (const { cut } of endings) {
    const title = `keeps its text after ${cut.how}${"inside" in cut ? " in the middle of a line" : ""} (19, 22, 23)`;
    eachProvider(title, async ({ upstream, provider, ask, asked }) => {
      upstream.script = { text: sentence, cut };
      const { text, error } = await readAnswer(provider, ask());
      expect(text).toBe("昨日、友達と映画を");
      expect(error).toMatchObject({ code: "incomplete", info: { partialText: text } });
      expect(error?.message).not.toMatch(/ECONNRESET|terminated|socket/i);
      expect(asked()).toBe(1);
    });
  }

  eachProvider(
    "is incomplete when it ends cleanly but without the closing event (22)",
    async ({ upstream, provider, ask }) => {
      upstream.script = { text: sentence, finish: "never" };
      const { text, error } = await readAnswer(provider, ask());
      expect(text).toBe(sentence);
      expect(error?.code).toBe("incomplete");
    },
  );

  eachProvider(
    "is not asked for again when the connection breaks after the request (33)",
    async ({ upstream, provider, ask, asked }) => {
      upstream.script = { text: sentence, cut: { after: 0, how: "destroy" } };
      expect((await readAnswer(provider, ask())).error?.code).toBe("incomplete");
      upstream.script = { text: sentence };
      expect((await readAnswer(provider, ask())).text).toBe(sentence);
      expect(asked()).toBe(2);
    },
  );

  eachProvider("throws the server's error with the text so far (21)", async ({ upstream, provider, ask }) => {
    upstream.script = { pieces: ["猫が", "好き"], errorLine: "the runner ran out of memory" };
    const { text, error } = await readAnswer(provider, ask());
    expect(text).toBe("猫が好き");
    expect(error?.message).toContain("the runner ran out of memory");
    expect(error?.info.partialText).toBe("猫が好き");
    expect(["server", "overloaded", "out_of_memory"]).toContain(error?.code ?? "");
  });

  eachProvider("throws invalid_response at an invalid line (24)", async ({ upstream, provider, ask }) => {
    upstream.script = { pieces: ["猫が", "好き"], malformedAfter: 1 };
    const { text, error } = await readAnswer(provider, ask());
    expect(text).toBe("猫が");
    expect(error).toMatchObject({ code: "invalid_response", info: { partialText: "猫が" } });
  });
});

describe("an error response", () => {
  const bodies: [string, string | object, string | null][] = [
    ["a string", { error: "the disk is full" }, "the disk is full"],
    ["an object", { error: { message: "the disk is full", type: "server_error" } }, "the disk is full"],
    ["JSON in a string", { error: JSON.stringify({ error: { message: "the disk is full" } }) }, "the disk is full"],
    ["vLLM's object", { object: "error", message: "the disk is full", code: 500 }, "the disk is full"],
    ["FastAPI's detail", { detail: [{ msg: "the disk is full" }] }, "the disk is full"],
    ["plain text", "the disk\n is full", "the disk is full"],
    ["HTML", "<html><body><h1>Bad gateway</h1></body></html>", "Bad gateway"],
    ["HTML without words", "<html><body></body></html>", null],
    ["empty", "", null],
    ["endless", "漢字".repeat(200_000), "漢字".repeat(249) + "漢…"],
  ];
  for (const [kind, body, said] of bodies) {
    eachProvider(`is read when its body is ${kind} (25)`, async ({ upstream, provider, ask }) => {
      upstream.script = { status: 500, body };
      const { error } = await readAnswer(provider, ask());
      expect(error).toMatchObject({ code: "server", info: { status: 500 } });
      if (said === null) expect(error?.message).toMatch(/answered with status 500$/);
      else expect(error?.message).toBe(said);
      expect(error?.message.length).toBeLessThanOrEqual(500);
    });
  }

  eachProvider("is recognised with status 200 (26)", async ({ upstream, provider, ask }) => {
    upstream.script = { status: 200, body: { error: "Unexpected endpoint or method" } };
    expect((await readAnswer(provider, ask())).error?.message).toBe("Unexpected endpoint or method");
  });

  const statuses: [number, string][] = [
    [401, "auth"],
    [402, "billing"],
    [403, "permission"],
    [405, "wrong_endpoint"],
    [413, "too_large"],
    [500, "server"],
    [429, "rate_limited"],
    [503, "overloaded"],
    [529, "overloaded"],
  ];
  for (const [status, code] of statuses) {
    eachProvider(`with status ${status} means ${code}`, async ({ upstream, provider, subject, ask }) => {
      upstream.script = { status, error: "it will not do" };
      const { error } = await readAnswer(provider, ask());
      expect(error).toMatchObject({ code, message: "it will not do", info: { status, provider: subject.name } });
    });
  }

  eachProvider("names the target of a redirect, which is not followed", async ({ upstream, provider, ask, asked }) => {
    const location = "http://127.0.0.1:1/elsewhere?token=geheim";
    upstream.script = { status: 307, body: `moved to ${location}`, headers: { location } };
    const { error } = await readAnswer(provider, ask());
    expect(error).toMatchObject({ code: "wrong_endpoint", info: { hint: "http://127.0.0.1:1" } });
    expect(inspect(error, { depth: 9 })).not.toMatch(/elsewhere|geheim/);
    expect(asked()).toBe(1);
  });

  eachProvider("never shows the key (35)", async ({ upstream, provider, ask }) => {
    for (const status of [400, 401, 404, 500]) {
      upstream.script = {
        status,
        body: { error: { message: "Incorrect key test-key (Bearer test-key, sk-abc123def456)" } },
      };
      const { error } = await readAnswer(provider, ask());
      // Ollama gets no key here; text that only looks like a key is hidden too
      const hidden = provider.name === "ollama" ? /sk-abc|Bearer test/ : /test-key|sk-abc/;
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(hidden);
      expect(error?.message).toContain("***");
    }
  });
});

test("throws `auth` without showing the key when the key cannot be sent (35)", async () => {
  const ask = { model: "m", system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 100 };
  for (const apiKey of ["ｓｅｃｒｅｔ", "secret\nsecret", "secret key", "secret\u200b"]) {
    for (const type of ["anthropic", "openai-compatible"] as const) {
      const provider = createProvider({ type, baseUrl: "http://127.0.0.1:1", apiKey }, createKnowledge());
      const { error } = await readAnswer(provider, ask);
      expect(error?.code).toBe("auth");
      const probe = await provider.probe();
      expect(inspect([error, probe], { depth: 9, showHidden: true })).not.toMatch(/secret|ｓｅｃ/);
    }
  }
});

describe("a retry (34)", () => {
  eachProvider("follows when the server is busy before any text", async ({ upstream, provider, ask, asked }) => {
    upstream.script = (_request, index) => (index < 2 ? { status: 503, error: "busy" } : { text: sentence });
    const { text, events } = await readAnswer(provider, ask());
    expect(text).toBe(sentence);
    expect(events).toEqual([
      { type: "retrying", inMs: expect.any(Number), code: "overloaded" },
      { type: "retrying", inMs: expect.any(Number), code: "overloaded" },
    ]);
    expect(asked()).toBe(3);
  });

  eachProvider("happens at most twice", async ({ upstream, provider, ask, asked }) => {
    upstream.script = { status: 529, error: "overloaded" };
    expect((await readAnswer(provider, ask())).error?.code).toBe("overloaded");
    expect(asked()).toBe(3);
  });

  eachProvider("waits for a short Retry-After", async ({ upstream, provider, ask }) => {
    const headers = { "retry-after": "2" };
    upstream.script = (_request, index) => (index < 1 ? { status: 429, error: "slow", headers } : { text: sentence });
    const { text, events } = await readAnswer(provider, ask());
    expect(text).toBe(sentence);
    const [event] = events;
    expect(event?.type === "retrying" && event.inMs).toBeWithin(2_000, 2_200);
  });

  eachProvider("does not happen when Retry-After is an hour", async ({ upstream, provider, ask, asked }) => {
    upstream.script = { status: 429, error: "slow", headers: { "retry-after": "3600" } };
    const { error } = await readAnswer(provider, ask());
    expect(error).toMatchObject({ code: "rate_limited", info: { retryAfterMs: 3_600_000 } });
    expect(asked()).toBe(1);
  });

  eachProvider("does not happen after the first word", async ({ upstream, provider, ask, asked }) => {
    upstream.script = { pieces: ["猫"], errorLine: { error: { type: "overloaded_error", message: "Overloaded" } } };
    const { text, error } = await readAnswer(provider, ask());
    expect(text).toBe("猫");
    expect(error?.code).toBe("overloaded");
    expect(asked()).toBe(1);
  });
});
