import fc from "fast-check";
import { expect, setDefaultTimeout, test } from "bun:test";
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

/** Passes requests on after `delayMs`: the time that a model server takes. Notes the paths of the late ones. */
function startSlowProxy(target: string) {
  const proxy = { url: "", delayMs: 0, late: new Set<string>(), stop: () => server.stop(true) };
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 60,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const body = request.method === "GET" ? undefined : await request.text();
      if (proxy.delayMs > 0) proxy.late.add(pathname);
      await Bun.sleep(proxy.delayMs);
      const headers = { "content-type": "application/json" };
      return fetch(`${target}${pathname}${search}`, { method: request.method, headers, ...(body && { body }) });
    },
  });
  proxy.url = server.url.origin;
  return proxy;
}

test("cuts no documented request while its model server takes longer than Bun's limit", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  const proxy = startSlowProxy(upstream.url);
  await using app = await openApp({ config: { quietSeconds }, provider: { type: "ollama", url: proxy.url } });
  const document = await readDocument(app);
  const validate = createValidator(document);
  const known = await makeKnownValues(app, proxy.url);
  proxy.delayMs = upstreamMs;

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
  const askAll = async (operations: Operation[]) => {
    const answers = await Promise.all(
      operations.map(async (each) => [`${each.method} ${each.path}`, await ask(each).catch(String)] as const),
    );
    expect(answers.filter(([, answer]) => answer !== "whole")).toEqual([]);
  };
  const changes = ({ method }: Operation) => !["GET", "POST"].includes(method);
  await askAll(document.operations.filter((each) => !changes(each)));
  await askAll(document.operations.filter(changes));
  expect([...proxy.late]).toEqual(expect.arrayContaining(["/api/chat", "/api/tags", "/api/pull"]));
  await proxy.stop();
});
