import fc from "fast-check";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, setDefaultTimeout, test } from "bun:test";
import { readConfig } from "#server/config.ts";
import { startBlossom } from "#server/start.ts";
import { createValidator } from "#test/documented-api/check-answer.ts";
import { makeKnownValues } from "#test/documented-api/known-values.ts";
import { validRequests } from "#test/documented-api/make-request.ts";
import { type Operation, readDocument } from "#test/documented-api/read-document.ts";
import { openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

setDefaultTimeout(60_000);

/** Bun looks at silent connections every four seconds, so with a limit of one second it closes them after four. */
const quietSeconds = 1;
const upstreamMs = 5_000;

/**
 * Passes requests on. From the first one after `slowDown()`, requests of two delays are late, as if the model server still had to load, so
 * each request of the app waits for it once or twice. Notes the paths of the late ones.
 */
function startSlowProxy(target: string) {
  let isSlow = false;
  const proxy = {
    url: "",
    late: new Set<string>(),
    slowDown: () => (isSlow = true),
    stop: () => server.stop(true),
  };
  let slowFrom: number | undefined;
  const wait = async (path: string) => {
    const now = performance.now();
    slowFrom ??= now;
    if (now - slowFrom > 2 * upstreamMs) return;
    proxy.late.add(path);
    await Bun.sleep(upstreamMs);
  };
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 60,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const body = request.method === "GET" ? undefined : await request.text();
      if (isSlow) await wait(pathname);
      const headers = { "content-type": "application/json" };
      return fetch(`${target}${pathname}${search}`, { method: request.method, headers, ...(body && { body }) });
    },
  });
  proxy.url = server.url.origin;
  return proxy;
}

/** Sends all requests of the API that `belongs` picks to an app of their own, at once. Returns the paths of the model server that were late. */
async function askAll(belongs: (operation: Operation) => boolean): Promise<Set<string>> {
  await using upstream = await startUpstream({ protocol: "ollama" });
  const proxy = startSlowProxy(upstream.url);
  await using app = await openApp({ config: { quietSeconds }, provider: { type: "ollama", url: proxy.url } });
  const document = await readDocument(app);
  const validate = createValidator(document);
  const known = await makeKnownValues(app, proxy.url);
  proxy.slowDown();

  const ask = async (operation: Operation): Promise<string> => {
    const [request] = fc.sample(validRequests(operation, known, validate), { seed: 3, numRuns: 1 });
    const { method, path, headers, body } = request!;
    const end = new AbortController();
    const isEndless = operation.path === "/api/events";
    if (isEndless) setTimeout(() => end.abort(), upstreamMs + 1_000);
    const response = await fetch(`${app.url}${path}`, { method, headers, signal: end.signal, ...(body && { body }) });
    await response.text().catch((error: unknown) => {
      if (!end.signal.aborted) throw error;
    });
    return "whole";
  };
  const answers = await Promise.all(
    document.operations
      .filter(belongs)
      .map(async (each) => [`${each.method} ${each.path}`, await ask(each).catch(String)] as const),
  );
  expect(answers.filter(([, answer]) => answer !== "whole")).toEqual([]);
  await proxy.stop();
  return proxy.late;
}

// apart, because a change of the settings or a deletion would end what the others wait for
const changes = ({ method }: Operation) => !["GET", "POST"].includes(method);

test.concurrent("cuts no documented question while its model server takes longer than Bun's limit", async () => {
  const late = await askAll((each) => !changes(each));
  expect([...late]).toEqual(expect.arrayContaining(["/api/chat", "/api/tags", "/api/pull"]));
});

test.concurrent("cuts no documented change while its model server takes longer than Bun's limit", async () => {
  await askAll(changes);
});

test.concurrent("cuts no request that waits until the data is replaced", async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-waits-"));
  const { url, reopen, stop } = startBlossom({ ...readConfig({ PORT: "0", BLOSSOM_DIR: folder }), quietSeconds });
  let asked: Promise<Response[]> | undefined;
  await reopen(async () => {
    asked = Promise.all([fetch(`${url}/api/conversations`), fetch(`${url}/api/conversations/c`, { method: "DELETE" })]);
    await Bun.sleep(upstreamMs);
  });
  expect((await asked)?.map(({ status }) => status)).toEqual([200, 404]);
  await stop();
  fs.rmSync(folder, { recursive: true });
});
