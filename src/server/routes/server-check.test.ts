import { createServer } from "node:https";
import { createServer as createSocketServer, type AddressInfo, type Server } from "node:net";
import { describe, expect, test } from "bun:test";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { ServerStatus } from "#shared/status.ts";
import { openApp, type OpenApp } from "#test/open-app.ts";
import { basicAuth, bodyLimit, wantsHttps } from "#test/upstream/nginx.ts";
import { selfSigned } from "#test/upstream/self-signed.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const check = (app: OpenApp, kind: "ollama" | "openai", url: string) =>
  app.json<ServerStatus>("POST", `/api/llm/${kind}/status`, { url });

async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.asyncDispose]: async () => void server.close() };
}

describe("an address with the wrong scheme", () => {
  test("needs https:// when nginx says so", async () => {
    await using app = await openApp();
    await using upstream = await startUpstream({ protocol: "openai", front: wantsHttps });
    const { error } = await check(app, "openai", `${upstream.url}/v1`);
    expect(error).toMatchObject({ code: "tls", reason: "needs_https" });
    expect(error?.hint).toBe(`${upstream.url.replace("http:", "https:")}/v1`);
  });

  test("needs https:// when the server closes the connection and then shows a certificate", async () => {
    await using app = await openApp();
    await using tls = await listen(createServer(selfSigned, (_, response) => response.end("{}")));
    const { error } = await check(app, "ollama", `http://127.0.0.1:${tls.port}`);
    expect(error).toMatchObject({ code: "tls", reason: "needs_https", hint: `https://127.0.0.1:${tls.port}` });
  });

  test("speaks http:// when a server answers there", async () => {
    await using app = await openApp();
    await using upstream = await startUpstream({ protocol: "ollama" });
    const { error } = await check(app, "ollama", upstream.url.replace("http:", "https:"));
    expect(error).toMatchObject({ code: "tls", reason: "speaks_http", hint: upstream.url });
  });

  test("speaks http:// although the server keeps silent when it is greeted with TLS", async () => {
    await using app = await openApp();
    const list = JSON.stringify({ object: "list", data: [{ id: "smollm2", owned_by: "llamacpp" }] });
    const silentOnTls = createSocketServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", (bytes) => {
        if (bytes[0] === 0x16) return; // a TLS greeting
        socket.end(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${list.length}\r\n\r\n${list}`,
        );
      });
    });
    await using server = await listen(silentOnTls);
    const { error } = await check(app, "openai", `https://127.0.0.1:${server.port}/v1`);
    expect(error).toMatchObject({ reason: "speaks_http", hint: `http://127.0.0.1:${server.port}/v1` });
  }, 15_000); // the silence is waited for, at most three seconds
});

test("finds the OpenAI protocol of an Ollama when the address of its own API was typed", async () => {
  await using app = await openApp();
  await using upstream = await startUpstream({ protocol: "ollama" });
  for (const path of ["/api", "/api/", "/api/chat", "/api/tags", "/v1", ""])
    expect(await check(app, "openai", upstream.url + path)).toMatchObject({
      available: true,
      url: `${upstream.url}/v1`,
    });
});

test("hints at the host computer with the port that was typed, or with the server's usual one, in a container", async () => {
  await using app = await openApp({ environment: { container: "docker" } });
  const hintOf = async (kind: "ollama" | "openai", url: string) => (await check(app, kind, url)).error?.hint;
  expect(await hintOf("openai", "http://127.0.0.1:9/v1")).toBe("http://host.docker.internal:9/v1");
  expect(await hintOf("openai", "http://127.0.0.1")).toBe("http://host.docker.internal/v1");
  expect(await hintOf("ollama", "localhost:9")).toBe("http://host.docker.internal:9");
});

describe("a password by a proxy", () => {
  const login = { name: "花子", password: "ひみつ: geheim" };
  const front = basicAuth(login.name, login.password);
  const settings = (app: OpenApp) => app.json<LLMSettings>("GET", "/api/llm/settings");

  test("is asked for, saved, sent with every request, and never shown again", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", front });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    expect((await check(app, "ollama", upstream.url)).error).toMatchObject({ code: "auth", reason: "wants_password" });
    const put = (body: object) => app.json("PUT", "/api/llm/login", { provider: "ollama", ...body });
    expect(await put({ login })).toEqual({ name: "花子" });
    expect(await check(app, "ollama", upstream.url)).toMatchObject({ available: true });
    expect((await app.events((await app.send("猫が好きです。")).generationId)).at(-1)).toMatchObject({
      outcome: "complete",
    });

    const shown = await settings(app);
    expect([shown.logins.ollama, shown.headers.ollama]).toEqual(["花子", []]);
    expect(JSON.stringify(shown)).not.toMatch(/geheim|Basic/);

    // other headers come and go beside it
    const headers = (body: object) => app.json("PUT", "/api/llm/headers", { provider: "ollama", ...body });
    expect(await headers({ headers: { "X-One": "1" }, keep: [] })).toEqual({ headers: ["X-One"] });
    expect(await check(app, "ollama", upstream.url)).toMatchObject({ available: true });
    expect(await headers({ headers: {}, keep: [] })).toEqual({ headers: [] });
    expect((await settings(app)).logins.ollama).toBe("花子");

    expect(await put({ login: null })).toEqual({ name: null });
    expect((await settings(app)).logins.ollama).toBeNull();
    expect((await check(app, "ollama", upstream.url)).error).toMatchObject({ reason: "wants_password" });
  });

  test("stays out of the words of a server that repeats it", async () => {
    await using upstream = await startUpstream({
      protocol: "ollama",
      script: { status: 500, error: "no: ひみつ: geheim" },
    });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    await app.json("PUT", "/api/llm/login", { provider: "ollama", login });
    const end = (await app.events((await app.send("猫が好きです。")).generationId)).at(-1);
    expect(JSON.stringify(end)).toContain("no: ***");
  });

  test.each([
    ["a colon in the name", { name: "a:b", password: "x" }],
    ["an empty name", { name: " ", password: "x" }],
    ["a line break", { name: "a", password: "x\ny" }],
  ])("is refused with %s", async (_what, bad) => {
    await using app = await openApp();
    const response = await app.request("PUT", "/api/llm/login", { provider: "ollama", login: bad });
    expect(response.status).toBe(400);
  });
});

test("says that a proxy takes only small requests, and nothing of pictures, when a text is too large for it", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", front: bodyLimit(500) });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const end = (await app.events((await app.send("猫が好きです。".repeat(40))).generationId)).at(-1);
  expect(end).toMatchObject({ outcome: "failed", error: { code: "too_large", reason: "request_limit" } });
});
