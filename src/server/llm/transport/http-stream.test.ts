import { expect, test } from "bun:test";
import { once } from "node:events";
import { createServer as createHttp } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { readAnswer, subjects } from "#test/upstream/each-provider.ts";
import { normaliseAddress } from "./address.ts";
import { send } from "./http-stream.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { LLMError, type Probe } from "#server/llm/types.ts";

const ask = { model: "gemma3:12b", system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 100 };
const createOllama = (baseUrl: string) => createProvider({ type: "ollama", baseUrl }, createKnowledge());

test("reaches localhost whether the server listens on 127.0.0.1 or on ::1 (9)", async () => {
  // a port that no server gets by chance: otherwise one of another test could have it at the other address
  const port = 20_000 + (process.pid % 10_000);
  for (const host of ["127.0.0.1", "::1"]) {
    await using upstream = await startUpstream({ protocol: "ollama", host, port, script: { text: "猫です。" } });
    const provider = createOllama(`http://localhost:${upstream.port}`);
    expect(await provider.complete(ask)).toBe("猫です。");
  }
});

test("sends no request to this computer through a proxy from the environment (10, T16)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "猫です。" } });
  let proxied = 0;
  const proxy = createHttp((_request, response) => {
    proxied += 1;
    response.end("a proxy");
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const code = `import { createProvider } from "#server/llm/index.ts";
    import { createKnowledge } from "#server/llm/knowledge.ts";
    const ask = ${JSON.stringify(ask)};
    console.log(await createProvider({ type: "ollama", baseUrl: "${upstream.url}" }, createKnowledge()).complete(ask));
    const models = createProvider({ type: "anthropic", baseUrl: "${upstream.url}", apiKey: "k" }, createKnowledge());
    console.log((await models.probe()).ok);`;
  const child = Bun.spawn([process.execPath, "-e", code], {
    env: { ...process.env, HTTP_PROXY: proxyUrl, http_proxy: proxyUrl, HTTPS_PROXY: proxyUrl, NO_PROXY: "" },
    stderr: "inherit",
  });
  expect(await new Response(child.stdout).text()).toBe("猫です。\ntrue\n");
  expect(proxied).toBe(0);
  proxy.close();
});

test("sends the key to its own server only, not along a redirect (11)", async () => {
  const seen: (string | undefined)[] = [];
  const elsewhere = createHttp((request, response) => {
    seen.push(request.headers.authorization);
    response.end();
  });
  await once(elsewhere.listen(0, "127.0.0.1"), "listening");
  const target = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1/models`;
  const gate = createHttp((request, response) => {
    expect(request.headers.authorization).toBe("Bearer geheim");
    expect(request.headers.origin).toBeUndefined();
    expect(request.headers.cookie).toBeUndefined();
    response.writeHead(302, { location: target }).end();
  });
  await once(gate.listen(0, "127.0.0.1"), "listening");
  const baseUrl = `http://127.0.0.1:${(gate.address() as AddressInfo).port}/v1`;
  const provider = createProvider({ type: "openai-compatible", baseUrl, apiKey: "geheim" }, createKnowledge());
  const probe = await provider.probe();
  expect(probe).toMatchObject({ ok: false, error: { code: "wrong_endpoint", info: { hint: new URL(target).origin } } });
  expect((await readAnswer(provider, { ...ask, model: "x" })).error?.code).toBe("wrong_endpoint");
  expect(seen).toEqual([]);
  gate.close();
  elsewhere.close();
});

test("asks again without a failure when a server resets a socket it promised to keep alive (33)", async () => {
  let posts = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      posts += 1;
      const line = `${JSON.stringify({ message: { content: "猫" }, done: true })}\n`;
      const head = `HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: ${Buffer.byteLength(line)}\r\n\r\n`;
      socket.write(head + line, () => socket.resetAndDestroy());
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = createOllama(baseUrl);
  for (let turn = 0; turn < 3; turn += 1) expect(await provider.complete(ask)).toBe("猫");
  expect(posts).toBe(3);
  server.close();
});

test("refuses a forbidden address even if the settings contain it (8, T11)", async () => {
  for (const baseUrl of ["http://169.254.169.254", "http://[::ffff:a9fe:a9fe]", "ftp://127.0.0.1", "nonsense"]) {
    const provider = createOllama(baseUrl);
    expect((await readAnswer(provider, ask)).error?.code).toBe("bad_url");
    expect(await provider.probe()).toMatchObject({ ok: false, error: { code: "bad_url" } });
  }
});

test("sends requests to exactly the right path, whatever was typed (2, 3)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "猫です。" } });
  const at = `127.0.0.1:${upstream.port}`;
  const typed = ["", "/", "/api", "/api/", "/api/tags", "/api/chat", "/v1", "/v1/", "//"].map((path) => at + path);
  for (const each of typed) await createOllama(normaliseAddress(each, "ollama")).complete(ask);
  expect(upstream.requests.map(({ path }) => path)).toEqual(typed.map(() => "/api/chat"));
  const behind = createOllama(normaliseAddress(`http://${at}/ollama/`, "ollama"));
  expect((await readAnswer(behind, ask)).error?.code).toBe("wrong_endpoint");
  expect(upstream.requests.at(-1)?.path).toBe("/ollama/api/chat");
});

/** A server that counts its requests. */
async function startCanary(address: string, port = 0) {
  let hits = 0;
  const server = createHttp((_request, response) => {
    hits += 1;
    response.end("{}");
  });
  await once(server.listen(port, address), "listening");
  const at = server.address() as AddressInfo;
  return { port: at.port, hits: () => hits, close: () => server.close() };
}
const timeouts = { connectMs: 2_000, firstTokenMs: 2_000, idleMs: 2_000 };

test("resolves a name once per request, and dials only the address that it checked (T12)", async () => {
  const meant = await startCanary("127.0.0.1");
  const trap = await startCanary("127.0.0.2", meant.port);
  const answers = ["127.0.0.1", "127.0.0.2"];
  let asked = 0;
  const lookup = async () => [{ address: answers[asked++] ?? "127.0.0.2" }];
  const url = `http://two-faced.example:${meant.port}/api/tags`;
  const { chunks, status } = await send({ provider: "ollama", url, timeouts, lookup });
  await Array.fromAsync(chunks);
  expect({ status, asked, meant: meant.hits(), trap: trap.hits() }).toEqual({
    status: 200,
    asked: 1,
    meant: 1,
    trap: 0,
  });
  meant.close();
  trap.close();
});

test("refuses a name when one of its addresses is forbidden (T12)", async () => {
  const canary = await startCanary("127.0.0.1");
  const forbidden = [
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "100.100.100.200",
    "64:ff9b:1::a9fe:a9fe",
    "::5efe:a9fe:a9fe",
    "fd00:ec2::23",
  ];
  for (const target of forbidden) {
    for (const addresses of [[target], ["127.0.0.1", target], [target, "127.0.0.1"]]) {
      const lookup = async () => addresses.map((address) => ({ address }));
      const call = { provider: "ollama", url: `http://rebound.example:${canary.port}/`, timeouts, lookup };
      const error: unknown = await send(call).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "bad_url", info: { retryable: false } });
    }
  }
  expect(canary.hits()).toBe(0);
  canary.close();
});

test("throws wrong_endpoint for a web page or unrelated JSON, instead of listing no models (13)", async () => {
  const bodies: [string, string][] = [
    ["text/html", "<!doctype html><title>router</title>"],
    ["application/json", '{"ok":true}'],
    ["application/json", "[]"],
    ["application/json", '{"models":"many"}'],
    ["text/plain", "Welcome"],
  ];
  for (const [type, body] of bodies) {
    const server = createHttp((_request, response) => void response.writeHead(200, { "content-type": type }).end(body));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const provider = createOllama(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await provider.probe()).toMatchObject({ ok: false, error: { code: "wrong_endpoint" } });
    const error: unknown = await provider.models().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "wrong_endpoint" });
    // it is not accepted as an answer either
    const answer = await readAnswer(provider, ask);
    expect(["wrong_endpoint", "invalid_response", "incomplete"]).toContain(answer.error?.code ?? "");
    if (type === "text/html") expect(answer.error?.code).toBe("wrong_endpoint");
    server.close();
  }
});

for (const { name, create } of subjects) {
  test(`throws when the model list is an error with status 200 [${name}] (26)`, async () => {
    const server = createHttp((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"error":"Unexpected endpoint or method"}');
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const provider = create(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 1);
    const error: unknown = await provider.models().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LLMError);
    expect(await provider.isAvailable()).toBe(false);
    server.close();
  });
}

for (const { name, model, create } of subjects) {
  test(`closes the connection to an endless web page at once [${name}] (13)`, async () => {
    const closed = Promise.withResolvers<void>();
    const server = createHttp((_request, response) => {
      response.on("close", () => closed.resolve());
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).write("<!doctype html>");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const provider = create(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 1);
    expect((await readAnswer(provider, { ...ask, model })).error?.code).toBe("wrong_endpoint");
    await closed.promise;
    server.close();
  });
}

test("finds out within three seconds that something is not a model server (75)", async () => {
  const servers = {
    html: createHttp(
      (_request, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
    ),
    other: createHttp(
      (_request, response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}'),
    ),
    broken: createHttp((_request, response) => void response.writeHead(500).end()),
    mute: createServer((socket) => void socket.on("error", () => {}).resume()),
    slow: createServer((socket) => {
      socket.on("error", () => {}).write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
      const drip = setInterval(() => socket.write(" "), 100);
      socket.on("close", () => clearInterval(drip));
    }),
    endless: createHttp((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const pour = () => {
        while (!response.destroyed && response.write("[".repeat(64 * 1024))) continue;
      };
      response.on("drain", pour);
      pour();
    }),
  };
  const expected: Record<string, string[]> = {
    html: ["wrong_endpoint"],
    other: ["wrong_endpoint"],
    broken: ["server"],
    mute: ["timeout"],
    slow: ["timeout"],
    endless: ["wrong_endpoint", "invalid_response"],
  };
  const checks = Object.entries(servers).map(async ([kind, server]) => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const probes = await Promise.all(subjects.map(({ create }) => create(url, 1).probe()));
    server.close();
    return { kind, codes: probes.map(codeOf) };
  });
  for (const { kind, codes } of await Promise.all(checks)) {
    for (const code of codes) expect([kind, expected[kind]]).toEqual([kind, expect.arrayContaining([code])]);
  }
  expect(await createOllama("http://127.0.0.1:1").isAvailable()).toBe(false);
}, 20_000);

const codeOf = (probe: Probe) => (probe.ok ? "a model server" : probe.error.code);

test("throws wrong_endpoint at once when the server switches to another protocol", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", () =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const provider = createOllama(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(await provider.complete(ask).catch((error: unknown) => error)).toMatchObject({ code: "wrong_endpoint" });
  server.close();
});
