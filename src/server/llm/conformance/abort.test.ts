import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { eachProvider, readAnswer, subjects } from "#test/upstream/each-provider.ts";
import type { LLMError } from "#server/llm/types.ts";

const forever = () => ({
  pieces: (function* () {
    for (;;) yield "猫";
  })(),
  tokensPerSecond: 1_000,
});

/** A signal that counts its listeners. */
function countedSignal(): { controller: AbortController; listeners: () => number } {
  const controller = new AbortController();
  const { signal } = controller;
  const listening = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: AddEventListenerOptions,
  ) => {
    listening.add(listener);
    add(type, listener, options);
  };
  signal.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
    listening.delete(listener);
    remove(type, listener);
  };
  return { controller, listeners: () => listening.size };
}

describe("an abort (27)", () => {
  eachProvider("before the request sends nothing", async ({ provider, ask, asked }) => {
    const { error } = await readAnswer(provider, ask({ signal: AbortSignal.abort() }));
    expect(error?.code).toBe("aborted");
    expect(asked()).toBe(0);
  });

  for (const { name, model, create } of subjects) {
    test(`while connecting closes the socket [${name}]`, async () => {
      const mute = createServer();
      await using _ = closing(mute);
      await once(mute.listen(0, "127.0.0.1"), "listening");
      const { port } = mute.address() as AddressInfo;
      const { controller, listeners } = countedSignal();
      // nobody answers the TLS handshake, so TCP is connected and TLS is not
      const provider = create(`https://127.0.0.1:${port}`, 1);
      const options = { model, system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 9 };
      const answer = readAnswer(provider, { ...options, signal: controller.signal });
      const [socket] = await once(mute, "connection");
      socket.on("error", () => {});
      const closed = once(socket.resume(), "close");
      controller.abort();
      await closed;
      expect((await answer).error?.code).toBe("aborted");
      expect(listeners()).toBe(0);
    });
  }

  eachProvider("before the headers closes the connection", async ({ upstream, provider, subject, ask }) => {
    upstream.script = { ready: new Promise(() => {}) };
    const { controller, listeners } = countedSignal();
    const answer = readAnswer(provider, ask({ signal: controller.signal }));
    const request = await upstream.waitForRequest(subject.path);
    controller.abort();
    expect(await request.closed).toBe("client");
    expect((await answer).error?.code).toBe("aborted");
    expect(listeners()).toBe(0);
  });

  eachProvider("in the middle of an answer keeps the text so far", async ({ upstream, provider, subject, ask }) => {
    upstream.script = forever();
    const { controller, listeners } = countedSignal();
    const stream = provider.stream(ask({ signal: controller.signal }));
    let text = "";
    const reading = (async () => {
      for await (const piece of stream) {
        text += piece;
        if (text.length === 5) controller.abort();
      }
    })();
    const error: unknown = await reading.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "aborted", info: { partialText: text } });
    const request = await upstream.waitForRequest(subject.path);
    expect(await request.closed).toBe("client");
    expect(listeners()).toBe(0);
    // the same object, so a caller can see that both report one failure
    expect(await stream.result.catch((thrown: unknown) => thrown)).toBe(error);
  });

  eachProvider("during the wait before a retry prevents the retry", async ({ upstream, subject, ask, asked }) => {
    upstream.script = { status: 503, error: "busy", headers: { "retry-after": "20" } };
    const controller = new AbortController();
    const provider = subject.create(upstream.url, 1);
    const stream = provider.stream(
      ask({ signal: controller.signal, onEvent: ({ type }) => type === "retrying" && controller.abort() }),
    );
    expect(await stream.result.catch((error: LLMError) => error.code)).toBe("aborted");
    expect(asked()).toBe(1);
  });

  eachProvider("leaves no listener behind after probe() and models()", async ({ provider }) => {
    const { controller, listeners } = countedSignal();
    await provider.probe(controller.signal);
    await provider.models(controller.signal);
    expect(listeners()).toBe(0);
  });

  eachProvider("after the end does nothing", async ({ upstream, provider, ask }) => {
    upstream.script = { text: "猫です。" };
    const { controller, listeners } = countedSignal();
    const { result } = await readAnswer(provider, ask({ signal: controller.signal }));
    controller.abort();
    expect(result?.text).toBe("猫です。");
    expect(listeners()).toBe(0);
  });
});

describe("a caller that stops reading", () => {
  eachProvider("closes the connection when it leaves the loop (28)", async ({ upstream, provider, subject, ask }) => {
    upstream.script = forever();
    const stream = provider.stream(ask());
    for await (const piece of stream) if (piece) break;
    const request = await upstream.waitForRequest(subject.path);
    expect(await request.closed).toBe("client");
    expect(await stream.result.catch((error: LLMError) => error.code)).toBe("aborted");
  });

  eachProvider("sends nothing when it never reads (29)", async ({ upstream, provider, ask }) => {
    provider.stream(ask());
    // a request on its way would have arrived by then
    await provider.probe();
    const asked = upstream.requests.filter(({ method }) => method === "POST");
    expect(asked).toHaveLength(0);
  });

  eachProvider("causes no unhandled rejection", async ({ upstream, provider, ask }) => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    upstream.script = { status: 500, error: "no" };
    await Array.fromAsync(provider.stream(ask())).catch(() => {});
    void provider.stream(ask()).result;
    await upstream.waitForRequest(upstream.requests[0]?.path ?? "", 2);
    await provider.probe();
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });

  eachProvider(
    "does not disturb a second answer when it aborts the first (32)",
    async ({ upstream, provider, subject, ask }) => {
      upstream.script = ({ lastText }) => (lastText === "長い" ? forever() : { text: "短い答えです。" });
      const controller = new AbortController();
      const messages = [{ role: "user" as const, content: "長い" }];
      const long = readAnswer(provider, ask({ messages, signal: controller.signal }));
      await upstream.waitForRequest(subject.path);
      const short = provider.stream(ask())[Symbol.asyncIterator]();
      const first = await short.next();
      controller.abort();
      expect((await long).error?.code).toBe("aborted");
      let text = String(first.value);
      for (let next = await short.next(); !next.done; next = await short.next()) text += next.value;
      expect(text).toBe("短い答えです。");
    },
    { parallel: 2 },
  );
});

function closing(server: Server): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}
