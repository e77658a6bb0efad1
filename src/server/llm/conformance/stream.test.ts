import { describe, expect } from "bun:test";
import fc from "fast-check";
import { eachProvider, readAnswer } from "#test/upstream/each-provider.ts";
import { defaultTimeouts } from "#server/llm/transport/http-stream.ts";

const sentence = "昨日、友達と映画を見に行きました。";
const mixed = '猫が好き 🐈‍⬛ 고양이를 좋아해요 — 我喜歡貓。 \u0000 "quoted" \\ \n\n{';

describe("the stream", () => {
  eachProvider(
    "yields the text piece by piece and reports why it ended",
    async ({ upstream, provider, subject, ask }) => {
      upstream.script = { text: sentence };
      const { text, pieces, result } = await readAnswer(provider, ask());
      expect(text).toBe(sentence);
      expect(pieces.length).toBeGreaterThan(3);
      expect(result).toMatchObject({ text: sentence, finish: "stop", model: subject.model });
      expect(result?.timings.firstTokenMs).toBeLessThanOrEqual(result?.timings.totalMs ?? 0);
      expect(result?.usage?.output).toBe(Math.ceil(sentence.length / 3));
    },
  );

  eachProvider("reports that the answer reached the token limit (51)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: sentence, finish: "length" };
    expect((await readAnswer(provider, ask())).result).toMatchObject({ text: sentence, finish: "length" });
  });

  eachProvider("reports no count when the server does not count (52)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: sentence, usage: { input: 31, output: 0 } };
    const { result } = await readAnswer(provider, ask());
    expect(result?.usage ?? { input: 31, output: 0 }).toMatchObject({ output: 0 });
  });

  eachProvider("keeps thinking out of the text (49)", async ({ upstream, provider, ask }) => {
    upstream.models = upstream.models.map((model) => ({ ...model, capabilities: ["completion", "thinking"] }));
    upstream.script = { thinking: "動詞は行く。過去形。", text: sentence };
    const { text, result, events, raw } = await readAnswer(provider, ask({ think: true }));
    expect(text).toBe(sentence);
    expect(raw).toBe(sentence);
    expect(result?.thinking).toBe("動詞は行く。過去形。");
    expect(events.every(({ type }) => type === "thinking")).toBe(true);
  });

  eachProvider("treats <think> as thinking at the start only (50)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: `\n<think>過去形</think>\n\n${sentence} <think>は例です` };
    const { text, result, raw } = await readAnswer(provider, ask());
    expect(text).toBe(`${sentence} <think>は例です`);
    expect(result?.thinking).toBe("過去形");
    expect(raw).toBe(`\n<think>過去形</think>\n\n${sentence} <think>は例です`);
  });

  eachProvider("returns the same text from complete() (105)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: sentence };
    expect(await provider.complete(ask())).toBe(sentence);
  });

  eachProvider(
    "resolves the result when only that is read, and still yields the text later (105)",
    async ({ upstream, provider, ask, asked }) => {
      upstream.script = { text: sentence };
      const stream = provider.stream(ask());
      const { result } = stream;
      expect((await Array.fromAsync(stream)).join("")).toBe(sentence);
      expect((await result).text).toBe(sentence);
      expect(asked()).toBe(1);
    },
  );

  eachProvider(
    "asks once more when the answer is empty, and throws when it stays empty (63)",
    async ({ upstream, provider, ask, asked }) => {
      upstream.script = (_request, index) => ({ text: index === 0 ? "" : sentence });
      expect((await readAnswer(provider, ask())).text).toBe(sentence);
      upstream.script = { text: "" };
      expect((await readAnswer(provider, ask())).error?.code).toBe("invalid_output");
      expect(asked()).toBe(4);
    },
  );
});

describe("transport of the stream", () => {
  eachProvider("waits for the first token up to its limit (14)", async ({ upstream, provider, subject, ask }) => {
    upstream.script = { loadMs: 120, text: sentence };
    expect((await readAnswer(provider, ask())).text).toBe(sentence);
    upstream.script = { ready: new Promise(() => {}) };
    const late = await readAnswer(provider, ask({ timeouts: { firstTokenMs: 60 } }));
    expect(late.error).toMatchObject({ code: "timeout", info: { phase: "first-token" } });
    expect(await (await upstream.waitForRequest(subject.path, 2)).closed).toBe("client");
    expect(defaultTimeouts.firstTokenMs).toBeGreaterThanOrEqual(10 * 60_000);
  });

  eachProvider(
    "accepts pauses, but times out after too long a silence (15)",
    async ({ upstream, provider, subject, ask }) => {
      const isRead = Promise.withResolvers<void>();
      upstream.script = {
        pieces: (async function* () {
          yield "猫が";
          await isRead.promise;
          yield "好き";
        })(),
      };
      let text = "";
      for await (const piece of provider.stream(ask({ timeouts: { idleMs: 5_000 } }))) {
        text += piece;
        isRead.resolve();
      }
      expect(text).toBe("猫が好き");
      upstream.script = { text: sentence, silentAfter: 2 };
      const { error } = await readAnswer(provider, ask({ timeouts: { idleMs: 60 } }));
      expect(error).toMatchObject({ code: "timeout", info: { phase: "idle", partialText: "昨日、友達と" } });
      expect(await (await upstream.waitForRequest(subject.path, 2)).closed).toBe("client");
    },
  );

  eachProvider("does not time out when the reader is slow (15)", async ({ upstream, provider, ask }) => {
    upstream.script = (_request, index) => ({ pieces: ["猫が", "好き", "です"], ...(index > 0 && { silentAfter: 1 }) });
    const timeouts = { firstTokenMs: 2_000, idleMs: 60 };
    let text = "";
    for await (const piece of provider.stream(ask({ timeouts }))) {
      // this waits until another, silent server has timed out
      if (text === "") expect((await readAnswer(provider, ask({ timeouts }))).error?.code).toBe("timeout");
      text += piece;
    }
    expect(text).toBe("猫が好きです");
  });

  eachProvider("reads the same text however its bytes are sliced (17)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: mixed, slice: "bytes" };
    expect((await readAnswer(provider, ask())).text).toBe(mixed);
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
    // starts with a letter, because an answer of white space counts as empty
    const answers = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => `あ${text}`);
    await fc.assert(
      fc.asyncProperty(answers, sizes, fc.boolean(), async (text, lengths, crlf) => {
        upstream.script = { text, crlf, slice: (bytes) => cutBy(bytes, lengths) };
        expect((await readAnswer(provider, ask())).text).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  eachProvider("reads a last line without a line end (18)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: sentence, noFinalNewline: true, textOnLastLine: true, noDone: true };
    expect((await readAnswer(provider, ask())).result).toMatchObject({ text: sentence, finish: "stop" });
  });

  eachProvider("reads CRLF and a line of two megabytes (20)", async ({ upstream, provider, ask }) => {
    const large = differing(200_000);
    upstream.script = { pieces: ["頭", large, "尾"], crlf: true };
    expect((await readAnswer(provider, ask())).text).toBe(`頭${large}尾`);
  });

  eachProvider("reads an answer that arrives in one chunk (20)", async ({ upstream, provider, ask }) => {
    upstream.script = { text: sentence, slice: "together" };
    const { result, pieces } = await readAnswer(provider, ask());
    expect(result).toMatchObject({ text: sentence, finish: "stop" });
    expect(pieces.length).toBeGreaterThan(3);
  });

  eachProvider("gives up on an endless line (20)", async ({ upstream, provider, ask }) => {
    upstream.script = { raw: Array<string>(20).fill("x".repeat(1024 * 1024)) };
    expect((await readAnswer(provider, ask())).error?.code).toBe("invalid_response");
  });

  eachProvider(
    "holds back the server while nobody reads, and loses nothing (30)",
    async ({ upstream, provider, ask }) => {
      const piece = differing(10_000);
      let sent = 0;
      upstream.script = {
        pieces: (function* () {
          for (; sent < 400; sent += 1) yield `${sent}${piece}`;
        })(),
      };
      let length = 0;
      for await (const text of provider.stream(ask())) {
        if (length === 0) await untilStill(() => sent, upstream.url);
        if (length === 0) expect(sent).toBeLessThan(300);
        length += text.length;
      }
      expect(length).toBe(400 * piece.length + 10 + 90 * 2 + 300 * 3);
    },
  );
});

/** Words of Latin letters that do not repeat themselves. */
const differing = (count: number) =>
  Array.from({ length: count }, (_, index) => ((index * 2_654_435_761) % 2 ** 32).toString(36)).join("猫");

/** Waits until a number has stopped growing during many requests to the same server. */
async function untilStill(read: () => number, url: string): Promise<void> {
  for (let still = 0, last = read(); still < 50; still += 1) {
    await (await fetch(url)).text();
    if (read() !== last) still = 0;
    last = read();
  }
}

/** Cuts bytes into slices of these lengths, again and again. */
function* cutBy(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (lengths[turn % lengths.length] ?? 1);
    yield bytes.subarray(start, end);
    start = end;
  }
}
