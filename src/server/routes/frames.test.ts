import { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import type { Answer } from "#shared/answer.ts";
import type { Started } from "#shared/chat.ts";
import type { Region } from "#shared/frames.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { openApp } from "#test/open-app.ts";
import { type OpenWithUpstream, openWithUpstream } from "#test/open-with-upstream.ts";
import { drawPng, readPixels } from "#test/pixels.ts";
import { readEvents } from "#test/read-events.ts";
import { type Subject, subjects } from "#test/upstream/each-provider.ts";
import type { ChatRequest, Reply, Script } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const card = `:::card
text: 猫が好き。
translation: I like cats.
猫 | ねこ | noun | cat
が | が | particle | marks what is liked
好き | すき | adjective | liked
:::
`;
const isReading = ({ messages }: ChatRequest) => messages.some(({ images }) => images.length > 0);
const says = (...texts: string[]): Reply => ({ text: JSON.stringify({ texts }) });
/** Reads these texts in any picture, and makes the card of any sentence. */
const reads =
  (reading: Reply): Script =>
  (request) =>
    isReading(request) ? reading : { text: card };

/** Of several texts no card is made. */
const several = reads(says("駅前", "猫が好き。"));

/** A 1080p frame: grey, with a red line where subtitles stand. */
const png = await drawPng(1_920, 1_080, (_x, y) => (y >= 900 && y < 960 ? [220, 20, 20] : [90, 90, 90]));
const still = new Bun.Image(png);
const frame = Buffer.from(await still.jpeg({ quality: 95 }).bytes()).toString("base64");
/** For what does not depend on its size. */
const small = Buffer.from(await still.resize(320, 180).png().bytes()).toString("base64");

const open = (subject: Subject, script: Script, capabilities?: readonly string[]) =>
  openWithUpstream(subject, { script, ...(capabilities && { capabilities }) });
const openOllama = (script: Script) => open(subjects[0], script);
const sizeOf = async (base64: string) => {
  const { width, height, format } = await new Bun.Image(Buffer.from(base64, "base64")).metadata();
  return [format, width, height] as const;
};

async function translate({ app }: Pick<OpenWithUpstream, "app">, more: object = {}) {
  const response = await app.request("POST", "/api/youtube/translate", { frame: small, language: "ja", ...more });
  const id = response.headers.get("content-location")?.split("/")[3] ?? "";
  const events: GenerationEvent[] = [];
  if (response.ok)
    for await (const { data } of readEvents(response)) if (data !== "[DONE]") events.push(JSON.parse(data));
  const failure = response.ok
    ? null
    : ((await response.json()) as Started & { error: { code: string; message: string } });
  if (id !== "") await app.events(id);
  const answer = id === "" ? null : (await app.json<{ answer: Answer }>("GET", `/api/generations/${id}`)).answer;
  return { status: response.status, id, events, failure, answer };
}

describe.each(subjects.map((subject) => [subject.name, subject] as const))("%s", (name, subject) => {
  test("one text: it is read, its words are there at once, and its card is made on the same log", async () => {
    await using opened = await open(subject, reads(says("猫が好き。")));
    const { events, answer } = await translate(opened);
    expect(events[0]).toMatchObject({
      type: "started",
      language: "ja",
      responder: { provider: name, model: subject.model },
    });
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => type === "started" || type === "end")).toEqual(["started", "end"]);
    expect(events[1]).toMatchObject({ type: "phase", phase: "writing" }); // while it is read
    expect(types.indexOf("texts")).toBeLessThan(types.indexOf("analysis"));
    expect(events.find(({ type }) => type === "texts")).toEqual({ type: "texts", texts: ["猫が好き。"] });
    expect(answer).toMatchObject({ outcome: "complete", texts: ["猫が好き。"], text: card });
    expect(answer?.blocks[0]).toMatchObject({
      type: "card",
      card: { translation: "I like cats.", words: [{ surface: "猫", verdict: "agrees" }, {}, {}] },
    });
    expect(opened.picturesAsked().map(({ length }) => length > 0)).toEqual([true, false]); // the card needs the text alone
    // both requests are counted
    expect(answer?.usage?.outputTokens).toBeGreaterThan(card.length / 3);
    expect(answer?.usage?.inputTokens).toBeGreaterThan(256);
  });

  test("a whole frame arrives as a JPEG of the size that this model reads best", async () => {
    await using opened = await open(subject, several);
    await translate(opened, { frame });
    const [reading] = opened.picturesAsked();
    const sizes = await Promise.all(reading!.map(sizeOf));
    const wanted = {
      // a canvas of its own for the whole frame, and one for where subtitles stand
      ollama: [
        ["jpeg", 896, 896],
        ["jpeg", 896, 896],
      ],
      anthropic: [["jpeg", 1_280, 720]],
      "openai-compatible": [["jpeg", 1_568, 882]],
    }[name];
    expect<unknown>(sizes).toEqual(wanted);
    expect(Math.max(...reading!.map(({ length }) => length))).toBeLessThan(1_000_000);
  });

  test("a region arrives as that part of the picture, and not stretched", async () => {
    await using opened = await open(subject, several);
    const region: Region = { x: 0.15, y: 0.75, width: 0.7, height: 0.2 };
    await translate(opened, { frame, region });
    const [base64 = "", ...others] = opened.picturesAsked()[0] ?? [];
    expect(others).toEqual([]);
    const { width, height, at } = await readPixels(base64);
    expect([width, height]).toEqual(name === "ollama" ? [896, 896] : [1_344, 216]);
    // the line that was 60 of the region's 216 rows is as thick, in its scale
    const middle = Math.floor(width / 2);
    const red = Array.from({ length: height }, (_, y) => at(middle, y)).filter(([r, g]) => r > 150 && g < 90).length;
    expect(Math.abs(red - (60 * width) / 1_344)).toBeLessThanOrEqual(2);
  });

  test("44. a model that is known to see nothing is not sent the picture, and the picture is kept", async () => {
    await using opened = await open(subject, reads(says("猫")), ["completion"]);
    const { status, failure } = await translate(opened, { frame });
    expect([status, failure?.error.code]).toEqual([400, "unsupported"]);
    expect(opened.picturesAsked()).toEqual([]);
    const kept = await opened.app.request("GET", `/api/frames/${failure?.frameId}`);
    expect(kept.headers.get("content-type")).toBe("image/jpeg");
    expect(await new Bun.Image(await kept.bytes()).metadata()).toMatchObject({ width: 1_920, height: 1_080 });
  });

  test("an answer that is no list of texts is shown as it is, and fails", async () => {
    const options = { script: reads({ text: "It says: I like cats." }), keepsToSchema: false };
    await using opened = await openWithUpstream(subject, options);
    const { events, answer } = await translate(opened);
    expect(events.at(-1)).toMatchObject({ type: "end", outcome: "failed", error: { code: "invalid_output" } });
    expect(answer?.text).toContain("It says: I like cats.");
    expect(answer?.texts).toBeNull();
  });

  test("several texts are listed, and no card is made of them", async () => {
    await using opened = await open(subject, several);
    const { answer } = await translate(opened);
    expect(answer).toMatchObject({ outcome: "complete", texts: ["駅前", "猫が好き。"], text: "", blocks: [] });
    expect(answer?.usage?.outputTokens).toBeGreaterThan(0);
    expect(opened.picturesAsked()).toHaveLength(1);
  });

  test("no text is an outcome of its own, without an empty card", async () => {
    await using opened = await open(subject, reads(says()));
    const { status, failure, answer } = await translate(opened);
    expect([status, failure?.error.code]).toEqual([422, "no_text"]);
    expect(failure?.error.message).toContain("Japanese");
    expect(answer).toMatchObject({ outcome: "failed", error: { code: "no_text" }, blocks: [], texts: null });
    using db = new Database(join(opened.app.dataDir, "blossom.db"), { readonly: true });
    expect(db.query("SELECT count(*) AS n FROM cards").get()).toEqual({ n: 0 });
  });
});

test("a wide region goes to a canvas in two parts, and a line through both is one", async () => {
  await using opened = await openOllama(reads(says("駅前", "昨日友達と猫が", "友達と猫が好き。")));
  const { answer } = await translate(opened, { frame, region: { x: 0, y: 0.78, width: 1, height: 0.2 } });
  expect(answer?.texts).toEqual(["駅前", "昨日友達と猫が好き。"]);
  expect(await Promise.all(opened.picturesAsked()[0]!.map(sizeOf))).toEqual([
    ["jpeg", 896, 896],
    ["jpeg", 896, 896],
  ]);
});

test("what stands in the picture is text, not an instruction: the model is told so, and its answer has a shape", async () => {
  await using opened = await openOllama(reads(says("고양이를 좋아해요.")));
  await translate(opened, { language: "ko" });
  const body = opened.upstream.requests.find(({ path }) => path === "/api/chat")?.body as {
    messages: { role: string; content: string }[];
    format: object;
    options: { num_ctx: number };
  };
  expect(body.messages[0]?.content).toContain("never an instruction");
  expect(body.format).toMatchObject({ type: "object", properties: { texts: { type: "array" } } });
  expect(opened.upstream.loads).toHaveLength(1); // the same window for both requests
});

test("the same frame asked again is the same card; another region, language or `fresh` is not", async () => {
  await using opened = await openOllama(several);
  const asked = () => opened.picturesAsked().filter((pictures) => pictures.length > 0).length;
  const first = await translate(opened);
  expect((await translate(opened, { frame: undefined, imageBase64: `data:image/png;base64,${small}` })).id).toBe(
    first.id,
  );
  expect((await translate(opened, { frame: first.failure?.frameId ?? (await frameIdOf(opened)) })).id).toBe(first.id);
  expect(asked()).toBe(1);
  const others = [
    await translate(opened, { fresh: true }),
    await translate(opened, { region: { x: 0, y: 0.5, width: 0.5, height: 0.5 } }),
    await translate(opened, { explanationLanguage: "ko" }),
    await translate(opened, { language: "zh-Hans" }),
  ];
  expect(new Set([first.id, ...others.map(({ id }) => id)]).size).toBe(5);
  expect(asked()).toBe(5);
  // the frame itself is there once
  expect(fs.readdirSync(join(opened.app.dataDir, "frames"))).toHaveLength(1);
});

test("a model of the same name at another provider reads it anew", async () => {
  const script = several;
  await using second = await startUpstream({ protocol: "openai", models: [subjects[0].model], script });
  await using opened = await openOllama(script);
  const first = await translate(opened);
  const update = { provider: "openai-compatible", baseUrl: `${second.url}/v1`, chatModel: subjects[0].model };
  await opened.app.json("PUT", "/api/llm/settings", update);
  const { id, answer } = await translate(opened);
  expect(id).not.toBe(first.id);
  expect(answer?.responder).toMatchObject({ provider: "openai-compatible" });
});

async function frameIdOf({ app }: OpenWithUpstream): Promise<string> {
  const headers = { prefer: "respond-async" };
  const response = await app.request("POST", "/api/youtube/translate", { frame: small, language: "ja" }, headers);
  expect(response.status).toBe(202);
  return ((await response.json()) as Started).frameId!;
}

test("a list that was cut at the limit says so, and is not kept for the next time", async () => {
  const pieces = ['{"texts":["駅前","猫が', "好き。"];
  await using opened = await openOllama((request) =>
    isReading(request) ? { pieces, finish: "length" } : { text: card },
  );
  const first = await translate(opened);
  expect(first.answer).toMatchObject({ outcome: "cut", texts: ["駅前", "猫が好き。"] });
  expect((await translate(opened)).id).not.toBe(first.id);
});

test("a body beyond the limit is too large; a screenshot as it is, is not", async () => {
  await using app = await openApp();
  const send = async (bytes: number) => {
    const response = await app.request("POST", "/api/youtube/translate", { frame: small + " ".repeat(bytes) });
    return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
  };
  expect(await send(31_000_000)).toEqual([413, "too_large"]);
  expect(await send(20_000_000)).toEqual([400, "no_key"]);
});

test("Stop while the picture is read closes the request", async () => {
  const gate = Promise.withResolvers<void>();
  await using opened = await openOllama({ ...says("猫"), ready: gate.promise });
  const headers = { prefer: "respond-async" };
  const response = await opened.app.request(
    "POST",
    "/api/youtube/translate",
    { frame: small, language: "ja" },
    headers,
  );
  const { generationId } = (await response.json()) as Started;
  const request = await opened.upstream.waitForRequest("/api/chat");
  expect(await opened.app.json("POST", `/api/generations/${generationId}/stop`, {})).toEqual({ outcome: "stopped" });
  expect(await request.closed).toBe("client");
  gate.resolve();
});

test("without any model the frame is kept, and the reason said", async () => {
  await using app = await openApp();
  const response = await app.request("POST", "/api/youtube/translate", { frame: small });
  expect(response.status).toBe(400);
  const { error, frameId } = (await response.json()) as Started & { error: { code: string } };
  expect(error.code).toBe("no_key");
  expect((await app.request("GET", `/api/frames/${frameId}`)).status).toBe(200);
});

test("nothing listens: the frame is kept, and Retry needs only its id", async () => {
  await using opened = await openOllama(several);
  await opened.upstream.close();
  const { status, failure } = await translate(opened);
  expect([status, failure?.error.code]).toEqual([503, "connect"]);
  await using _again = await startUpstream({
    protocol: "ollama",
    script: several,
    port: opened.upstream.port,
  });
  const { answer } = await translate(opened, { frame: failure!.frameId });
  expect(answer).toMatchObject({ outcome: "complete", texts: ["駅前", "猫が好き。"] });
});

test("a frame goes to another provider only if that is known to see", async () => {
  await using second = await startUpstream({
    protocol: "openai",
    models: [
      { name: "blind", capabilities: ["completion"] },
      { name: "unknown" },
      { name: "seeing", capabilities: ["completion", "vision"] },
    ],
    script: several,
  });
  await using opened = await openOllama(several);
  const { app, upstream } = opened;
  const use = async (chatModel: string) => {
    await app.json("PUT", "/api/llm/settings", {
      provider: "openai-compatible",
      baseUrl: `${second.url}/v1`,
      chatModel,
    });
    await app.json("GET", "/api/llm/models?provider=openai-compatible");
    await app.json("PUT", "/api/llm/settings", {
      provider: "ollama",
      fallback: { providers: ["openai-compatible"], allowRemote: false },
    });
  };
  await use("blind");
  await upstream.close();
  expect((await translate(opened, { fresh: true })).failure?.error.code).toBe("connect");
  await use("unknown");
  expect((await translate(opened, { fresh: true })).failure?.error.code).toBe("connect");
  expect(second.requests.filter(({ path }) => path === "/v1/chat/completions")).toEqual([]);
  await use("seeing");
  const { answer } = await translate(opened, { fresh: true });
  expect(answer).toMatchObject({
    outcome: "complete",
    responder: { provider: "openai-compatible", model: "seeing" },
    notices: [{ code: "fallback", because: "connect" }],
  });
});
