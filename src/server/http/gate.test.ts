import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readConfig } from "#server/config.ts";
import { createCore } from "#server/core.ts";
import { openDatabase } from "#server/db/open.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

let app: OpenApp;
let routes: { method: string; path: string }[];

beforeAll(async () => {
  app = await openApp();
  const document = await app.json<{ paths: Record<string, object> }>("GET", "/api/openapi.json");
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, "x") })),
  );
  const others = ["/", "/chat", "/api", "/api/openapi.json", "/api/none", "/none.js"];
  routes = [...documented, ...others.map((path) => ({ method: "GET", path }))];
});
afterAll(() => app[Symbol.asyncDispose]());

const host = () => new URL(app.url).host;
const port = () => new URL(app.url).port;

/** Sends a request as bytes, because fetch cannot forge Host. Returns the status code. */
function raw(head: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port()), "127.0.0.1", () => socket.write(head));
    let text = "";
    socket.on("data", (data) => {
      text += String(data);
      if (text.includes("\r\n\r\n")) socket.end();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve({ status: Number(text.match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 0), text }));
  });
}

const lines = (...all: string[]) => `${all.join("\r\n")}\r\nConnection: close\r\n\r\n`;

function createRegistered(hosts: string[]) {
  const config = readConfig({ BLOSSOM_DIR: app.dataDir });
  return createCore(config, openDatabase(":memory:"), { hosts: () => hosts }).app;
}

test("finds every registered route, documented or not", () => {
  const { routes: registered } = createRegistered([]);
  const walked = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  // "ALL": middleware before every route, and the answer for unknown paths
  const handlers = registered.filter(({ method }) => method !== "ALL");
  expect(handlers.length).toBeGreaterThan(25);
  for (const { method, path } of handlers) {
    expect(walked).toContain(`${method} ${path.replace(/:\w+/g, "x")}`);
  }
});

test("gives every API request as much time as its model needs: no idle limit", async () => {
  const registered = createRegistered(["blossom"]);
  for (const { method, path } of routes.filter((route) => route.path.startsWith("/api/"))) {
    const limits: number[] = [];
    const server = { timeout: (_: Request, seconds: number) => void limits.push(seconds) };
    const type = path.startsWith("/api/dictionaries/files/") ? "application/octet-stream" : "application/json";
    const headers = { host: "blossom", "content-type": type };
    const response = await registered.fetch(new Request(`http://blossom${path}`, { method, headers }), { server });
    await response.body?.cancel();
    expect([method, path, limits]).toEqual([method, path, [0]]);
  }
});

test("refuses a foreign Host, Origin and site on every route", async () => {
  for (const { method, path } of routes) {
    const type = "content-type: application/json";
    const start = `${method} ${path} HTTP/1.1`;
    const body = method === "GET" ? [] : [type, "content-length: 0"];
    const foreignHost = await raw(lines(start, `Host: evil.example:${port()}`, ...body));
    expect([path, foreignHost.status]).toEqual([path, 421]);
    const foreignOrigin = await raw(lines(start, `Host: ${host()}`, "Origin: http://evil.example", ...body));
    expect([path, foreignOrigin.status]).toEqual([path, 403]);
    for (const site of ["same-site", "cross-site"]) {
      const foreignSite = await raw(lines(start, `Host: ${host()}`, `Sec-Fetch-Site: ${site}`, ...body));
      expect([path, site, foreignSite.status]).toEqual([path, site, 403]);
    }
  }
});

test("sends the security headers with every response of every route, also with refusals", async () => {
  for (const { method, path } of routes) {
    for (const who of [host(), "evil.example"]) {
      const body = method === "GET" ? [] : ["content-type: application/json", "content-length: 2"];
      const { text } = await raw(
        lines(`${method} ${path} HTTP/1.1`, `Host: ${who}`, ...body) + (body.length ? "{}" : ""),
      );
      const headers = text.slice(0, text.indexOf("\r\n\r\n")).toLowerCase();
      expect([path, headers.includes("content-security-policy: default-src ")]).toEqual([path, true]);
      expect(headers).toContain("frame-ancestors 'none'");
      expect(headers).toContain("cross-origin-resource-policy: same-origin");
      expect(headers).toContain("x-content-type-options: nosniff");
      expect(headers).not.toContain("access-control-allow-origin");
    }
  }
});

test("requires JSON on every route that changes something", async () => {
  for (const { method, path } of routes.filter((route) => route.method !== "GET")) {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "application/json;x=1",
      "",
    ]) {
      const headers = type === "" ? [] : [`Content-Type: ${type}`];
      const { status } = await raw(
        lines(`${method} ${path} HTTP/1.1`, `Host: ${host()}`, ...headers, "Content-Length: 2") + "{}",
      );
      expect([path, type, status]).toEqual([path, type, 415]);
    }
  }
});

test("answers 405 with Allow when a path has no such method", async () => {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes.filter(({ path }) => path.startsWith("/api/") && path !== "/api/none"))
    methods.set(path, [...(methods.get(path) ?? []), method]);
  methods.set("/chat", ["GET"]);
  for (const [path, own] of methods) {
    const allowed = own.includes("GET") ? [...own, "HEAD"] : own;
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) {
      if (allowed.includes(method)) continue;
      // even with a body of the wrong type
      const body = method === "DELETE" ? ["Content-Type: text/plain", "Content-Length: 0"] : [];
      const { status, text } = await raw(lines(`${method} ${path} HTTP/1.1`, `Host: ${host()}`, ...body));
      expect([method, path, status, /^allow: (.*)\r$/im.exec(text)?.[1]]).toEqual([
        method,
        path,
        405,
        allowed.join(", "),
      ]);
    }
  }
});

test.each([
  ["DELETE", "/api/conversations/x", 404],
  ["POST", "/api/conversations/x/restore", 404],
  ["POST", "/api/conversations/x/title", 404],
  ["POST", "/api/generations/x/stop", 404],
  ["POST", "/api/llm/preload", 202],
  ["POST", "/api/llm/discover", 200],
  ["POST", "/api/chat", 400],
  ["PUT", "/api/settings", 400],
])("asks for no content type when there is no body: %s %s → %i", async (method, path, expected) => {
  for (const headers of [[], ["Content-Length: 0"], ["Content-Type: text/plain", "Content-Length: 0"]]) {
    const { status } = await raw(lines(`${method} ${path} HTTP/1.1`, `Host: ${host()}`, ...headers));
    expect([headers, status]).toEqual([headers, expected]);
  }
  // the check of the origin protects such a request
  const foreign = ["Origin: http://evil.example"];
  expect((await raw(lines(`${method} ${path} HTTP/1.1`, `Host: ${host()}`, ...foreign))).status).toBe(403);
});

describe("Host", () => {
  test.each([
    ["127.0.0.1:PORT", 200],
    ["localhost:PORT", 200],
    ["[::1]:PORT", 200],
    ["evil.example", 421],
    ["127.0.0.1", 421],
    ["127.0.0.1:1", 421],
    ["127.0.0.1.evil.example:PORT", 421],
    ["localhost.evil.example:PORT", 421],
    ["localhost.:PORT", 421],
    ["0.0.0.0:PORT", 421],
    ["[::]:PORT", 421],
    ["2130706433:PORT", 421],
    ["evil.example@127.0.0.1:PORT", 421],
  ])("%s → %i", async (name, expected) => {
    const { status } = await raw(lines("GET /api/health HTTP/1.1", `Host: ${name.replace("PORT", port())}`));
    expect(status === 400 ? 421 : status).toBe(expected); // Bun itself answers 400 to an invalid Host
  });

  test("refuses no Host, two Hosts, or a foreign Host beside our name in the request line", async () => {
    expect((await raw(lines("GET /api/health HTTP/1.1"))).status).toBeGreaterThanOrEqual(400);
    const twice = lines("GET /api/health HTTP/1.1", `Host: ${host()}`, "Host: evil.example");
    expect((await raw(twice)).status).toBeGreaterThanOrEqual(400);
    const absolute = lines(`GET http://${host()}/api/health HTTP/1.1`, "Host: evil.example"); // Bun uses only the Host header
    expect((await raw(absolute)).status).toBeGreaterThanOrEqual(400);
  });
});

describe("Origin", () => {
  test.each([
    ["http://HOST", 200],
    ["null", 403],
    ["https://HOST", 403],
    ["http://localhost:1", 403],
    ["http://HOST.evil.example", 403],
    ["http://evil.example:127.0.0.1", 403],
    ["file://", 403],
  ])("%s → %i", async (origin, expected) => {
    const headers = [`Host: ${host()}`, `Origin: ${origin.replace("HOST", host())}`];
    expect((await raw(lines("GET /api/health HTTP/1.1", ...headers))).status).toBe(expected);
  });
});

test("opens pages but not the API for an address typed into the address bar", async () => {
  const typed = ["Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"];
  expect((await raw(lines("GET /api/status HTTP/1.1", `Host: ${host()}`, ...typed))).status).toBe(403);
  expect((await raw(lines("GET /chat HTTP/1.1", `Host: ${host()}`, ...typed))).status).toBe(404); // this test has no built page
});

test("refuses a body over the limit before it has arrived completely", async () => {
  const head = lines(
    "PUT /api/settings HTTP/1.1",
    `Host: ${host()}`,
    "Content-Type: application/json",
    "Content-Length: 900000000",
  );
  expect((await raw(head)).status).toBe(413);
  const text = JSON.stringify({ text: "あ".repeat(10_000_000) });
  const response = await app.request("POST", "/api/chat", text);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { code: "too_large" } });
});
