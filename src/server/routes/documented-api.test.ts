import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { checkAnswer, createValidator, type Seen, type Validate } from "#test/documented-api/check-answer.ts";
import { makeKnownValues } from "#test/documented-api/known-values.ts";
import { invalidRequests, type MadeRequest, validRequests } from "#test/documented-api/make-request.ts";
import { type ApiDocument, type Operation, readDocument } from "#test/documented-api/read-document.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

// the whole file takes about ten seconds on a free computer
setDefaultTimeout(120_000);

/** Another seed tries other requests: `FUZZ_SEED=7 npm run unit -- src/server/routes/documented-api.test.ts` */
const seed = Number(Bun.env.FUZZ_SEED ?? 11);
const requestsEach = 5;
const takesPictures = new Set(["/api/chat", "/api/youtube/translate"]);

let upstream: Upstream;
let app: OpenApp;
let document: ApiDocument;
let validate: Validate;
let known: Awaited<ReturnType<typeof makeKnownValues>>;

beforeAll(async () => {
  upstream = await startUpstream({ protocol: "ollama" });
  const environment = { ANTHROPIC_BASE_URL: upstream.url };
  app = await openApp({ provider: { type: "ollama", url: upstream.url }, environment });
  document = await readDocument(app);
  validate = createValidator(document);
  known = await makeKnownValues(app, upstream.url);
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream.close();
});

/** The event connection never ends; its first event is enough. */
const isEndless = ({ path }: Operation) => path === "/api/events";

/** The data that the other requests are about is gone afterwards. */
const replacesData = ({ method, path }: Operation) =>
  (method === "DELETE" && path === "/api/data") || /^\/api\/data\/(imports|backups)\/\{id\}/.test(path);

async function send({ method, path, headers, body }: MadeRequest, leavesEarly = false): Promise<Seen> {
  const response = await fetch(`${app.url}${path}`, { method, headers, ...(body !== undefined && { body }) });
  const { status, headers: answered } = response;
  if (!leavesEarly || !response.ok) return { status, headers: answered, text: await response.text() };
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return { status, headers: answered, text: new TextDecoder().decode(first?.value) };
}

/** What only the server can tell of a request that fits its schema. */
const onlyServerKnows =
  /comes from ANTHROPIC_BASE_URL|of several texts|no public registry|can be checked|another message already has it|comes with Blossom|goes beyond the picture|characters in all|takes precedence|after start/;

const complaintsAboutValid = (seen: Seen) =>
  seen.status === 400 && /"invalid_request"/.test(seen.text) && !onlyServerKnows.test(seen.text)
    ? [`refuses what its schema allows: ${seen.text}`]
    : [];
const complaintsAboutInvalid = ({ status }: Seen) =>
  status < 400 ? [`accepts what its schema refuses: ${status}`] : [];

async function findProblems(
  operation: Operation,
  requests: fc.Arbitrary<MadeRequest> | null,
  more: (seen: Seen) => string[],
  count = requestsEach,
): Promise<string[]> {
  const problems: string[] = [];
  for (const request of requests ? fc.sample(requests, { seed, numRuns: count }) : []) {
    const seen = await send(request, isEndless(operation));
    // the one answer that names a path: the learner's own data folder
    if (operation.path === "/api/status") seen.text = seen.text.replace(JSON.stringify(app.dataDir), '""');
    const found = [...checkAnswer(validate, operation, seen), ...more(seen)];
    problems.push(...found.map((problem) => `seed ${seed}: ${JSON.stringify(request).slice(0, 600)} → ${problem}`));
  }
  return problems;
}

test("answers every valid request as its document says", async () => {
  const find = (each: Operation) => findProblems(each, validRequests(each, known, validate), complaintsAboutValid);
  const [last, others] = [true, false].map((isLast) =>
    document.operations.filter((each) => replacesData(each) === isLast),
  );
  const problems = await Promise.all((others ?? []).map(find));
  for (const each of last ?? []) problems.push(await find(each));
  expect(problems.flat()).toEqual([]);
});

test("refuses every invalid request as its document says", async () => {
  const problems = await Promise.all(
    document.operations.map((each) =>
      findProblems(each, invalidRequests(each, known, validate), complaintsAboutInvalid),
    ),
  );
  expect(problems.flat()).toEqual([]);
});

test("refuses bodies that are too large, of another type, missing, or no JSON, as its document says", async () => {
  for (const operation of document.operations.filter(({ body }) => body?.type === "application/json")) {
    const { method } = operation;
    const path = operation.path.replace("{id}", "x");
    const json = { "content-type": "application/json" };
    const longest = takesPictures.has(path) ? 31_000_000 : path.startsWith("/api/videos") ? 11_000_000 : 1_100_000;
    const large = `{"text":"${"x".repeat(longest)}"}`;
    const bodies: [number, MadeRequest][] = [
      [413, { method, path, headers: json, body: large }],
      [415, { method, path, headers: { "content-type": "text/plain" }, body: "{}" }],
      [415, { method, path, headers: { "content-type": "multipart/form-data; boundary=x" }, body: "{}" }],
      [400, { method, path, headers: json, body: "{" }],
      [400, { method, path, headers: {} }],
    ];
    for (const [status, request] of bodies) {
      const seen = await send(request);
      expect([path, status, seen.status, checkAnswer(validate, operation, seen)]).toEqual([path, status, status, []]);
    }
  }
});

describe("the check of an answer", () => {
  const find = (method: string, path: string): Operation =>
    document.operations.find((each) => each.method === method && each.path === path)!;

  test("fails when a schema is looser than the server", async () => {
    const { body, ...cards } = find("POST", "/api/cards");
    const { oneOf: _, ...loose } = body!.schema;
    const operation = { ...cards, body: { type: body!.type, schema: loose } };
    const requests = validRequests(operation, known, validate);
    expect(await findProblems(operation, requests, complaintsAboutValid, 80)).not.toEqual([]);
  });

  test("fails when a schema is stricter than the server", async () => {
    const put = find("PUT", "/api/settings");
    const strict = { ...put.body!.schema, required: ["theme"] };
    const operation = { ...put, body: { type: put.body!.type, schema: strict } };
    const requests = invalidRequests(operation, known, validate);
    expect(await findProblems(operation, requests, complaintsAboutInvalid, 80)).not.toEqual([]);
  });

  test("fails when an answer has an undocumented status, type or value, or shows a path", () => {
    const health = find("GET", "/api/health");
    const headers = new Headers({
      "content-type": "application/json",
      "content-security-policy": "x",
      "x-content-type-options": "x",
      "cross-origin-resource-policy": "x",
    });
    const check = (seen: Partial<Seen>) =>
      checkAnswer(validate, health, { status: 200, headers, text: '{"ok":true}', ...seen });
    expect(check({})).toEqual([]);
    expect(check({ status: 418 })).toHaveLength(1);
    expect(check({ text: '{"ok":1}' })).toHaveLength(1);
    expect(check({ text: '{"ok":true,"at":"/home/me/x"}' })).toHaveLength(1);
    expect(
      check({ headers: new Headers({ ...Object.fromEntries(headers), "content-type": "text/html" }) }),
    ).toHaveLength(1);
    expect(check({ headers: new Headers({ "content-type": "application/json" }) })).toHaveLength(3);
    const error = { error: { code: "not_found", message: "" } };
    expect(check({ status: 500, text: JSON.stringify(error) })).toContain("internal error: " + JSON.stringify(error));
  });
});
