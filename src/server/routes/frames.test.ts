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
import { byTask } from "#test/upstream/by-task.ts";
import { type Subject, subjects } from "#test/upstream/each-provider.ts";
import type { Reply, Script } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const explained = "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 好き takes が.\n";
const says = (...texts: string[]): Reply => ({ text: JSON.stringify({ texts }) });
/** A script that finds these texts in every picture and explains every sentence as 猫が好き。 */
const reads = (reading: Reply) => byTask({ "read-picture": reading, explain: explained });

/** Several texts: Blossom makes no card for them. */
const several = reads(says("駅前", "猫が好き。"));

/** A 1080p frame: grey, with a red line at the position of subtitles. */
const png = await drawPng(1_920, 1_080, (_x, y) => (y >= 900 && y < 960 ? [220, 20, 20] : [90, 90, 90]));
const still = new Bun.Image(png);
const frame = Buffer.from(await still.jpeg({ quality: 95 }).bytes()).toString("base64");
/** For tests in which the size does not matter. */
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
  test("reads one text, shows its words at once, and explains it in the same log", async () => {
    await using opened = await open(subject, reads(says("猫が好き。")));
    const { events, answer } = await translate(opened);
    expect(events[0]).toMatchObject({
      type: "started",
      language: "ja",
      responder: { provider: name, model: subject.model },
    });
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => type === "started" || type === "end")).toEqual(["started", "end"]);
    expect(events[1]).toMatchObject({ type: "phase", phase: "writing" }); // while the model reads the picture
    expect(types.indexOf("texts")).toBeLessThan(types.indexOf("card"));
    expect(types.indexOf("words")).toBeLessThan(types.indexOf("translation"));
    expect(events.find(({ type }) => type === "texts")).toEqual({ type: "texts", texts: ["猫が好き。"] });
    expect(answer).toMatchObject({ outcome: "complete", texts: ["猫が好き。"] });
    expect(answer?.cards).toMatchObject([
      { state: "closed", card: { translation: "I like cats.", words: [{ surface: "猫", meaning: "cat" }, {}, {}] } },
    ]);
    expect(opened.picturesAsked().map(({ length }) => length > 0)).toEqual([true, false]); // only the text is explained
    // the usage counts both requests
    expect(answer?.usage?.requests).toBe(2);
    expect(answer?.usage?.inputTokens).toBeGreaterThan(256);
  });

  test("sends a whole frame as a JPEG of the size that this model reads best", async () => {
    await using opened = await open(subject, several);
    await translate(opened, { frame });
    const [reading] = opened.picturesAsked();
    const sizes = await Promise.all(reading!.map(sizeOf));
    const wanted = {
      // one canvas for the whole frame, and one for the area of the subtitles
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

  test("sends only the chosen region of the picture, without stretching it", async () => {
    await using opened = await open(subject, several);
    const region: Region = { x: 0.15, y: 0.75, width: 0.7, height: 0.2 };
    await translate(opened, { frame, region });
    const [base64 = "", ...others] = opened.picturesAsked()[0] ?? [];
    expect(others).toEqual([]);
    const { width, height, at } = await readPixels(base64);
    expect([width, height]).toEqual(name === "ollama" ? [896, 896] : [1_344, 216]);
    // the line was 60 of the region's 216 rows; its thickness must have the same scale
    const middle = Math.floor(width / 2);
    const red = Array.from({ length: height }, (_, y) => at(middle, y)).filter(([r, g]) => r > 150 && g < 90).length;
    expect(Math.abs(red - (60 * width) / 1_344)).toBeLessThanOrEqual(2);
  });

  test("sends no picture to a model known to lack vision, and keeps the picture (44)", async () => {
    await using opened = await open(subject, reads(says("猫")), ["completion"]);
    const { status, failure } = await translate(opened, { frame });
    expect([status, failure?.error.code]).toEqual([400, "unsupported"]);
    expect(opened.picturesAsked()).toEqual([]);
    const kept = await opened.app.request("GET", `/api/frames/${failure?.frameId}`);
    expect(kept.headers.get("content-type")).toBe("image/jpeg");
    expect(await new Bun.Image(await kept.bytes()).metadata()).toMatchObject({ width: 1_920, height: 1_080 });
  });

  test("fails and keeps what the model wrote when it is not a list of texts", async () => {
    const options = { script: reads({ text: "It says: I like cats." }), keepsToSchema: false };
    await using opened = await openWithUpstream(subject, options);
    const { id, events, answer } = await translate(opened);
    expect(events.at(-1)).toMatchObject({ type: "end", outcome: "failed", error: { code: "invalid_output" } });
    expect(answer).toMatchObject({ text: "", texts: null, cards: [] });
    const { text } = await opened.app.json<{ text: string }>("GET", `/api/generations/${id}/raw`);
    expect(text).toContain("It says: I like cats.");
  });

  test("lists several texts without making a card", async () => {
    await using opened = await open(subject, several);
    const { answer } = await translate(opened);
    expect(answer).toMatchObject({ outcome: "complete", texts: ["駅前", "猫が好き。"], text: "", cards: [] });
    expect(answer?.usage?.outputTokens).toBeGreaterThan(0);
    expect(opened.picturesAsked()).toHaveLength(1);
  });

  test("fails with no_text, without an empty card, when the picture has no text", async () => {
    await using opened = await open(subject, reads(says()));
    const { status, failure, answer } = await translate(opened);
    expect([status, failure?.error.code]).toEqual([422, "no_text"]);
    expect(failure?.error.message).toContain("Japanese");
    expect(answer).toMatchObject({ outcome: "failed", error: { code: "no_text" }, cards: [], texts: null });
    using db = new Database(join(opened.app.dataDir, "blossom.db"), { readonly: true });
    expect(db.query("SELECT count(*) AS n FROM cards").get()).toEqual({ n: 0 });
  });
});

test("sends a wide region in two parts and joins a line that crosses both", async () => {
  await using opened = await openOllama(reads(says("駅前", "昨日友達と猫が", "友達と猫が好き。")));
  const { answer } = await translate(opened, { frame, region: { x: 0, y: 0.78, width: 1, height: 0.2 } });
  expect(answer?.texts).toEqual(["駅前", "昨日友達と猫が好き。"]);
  expect(await Promise.all(opened.picturesAsked()[0]!.map(sizeOf))).toEqual([
    ["jpeg", 896, 896],
    ["jpeg", 896, 896],
  ]);
});

test("instructs the model to treat text in the picture as text, and requests structured output", async () => {
  await using opened = await openOllama(reads(says("고양이를 좋아해요.")));
  await translate(opened, { language: "ko" });
  const body = opened.upstream.requests.find(({ path }) => path === "/api/chat")?.body as {
    messages: { role: string; content: string }[];
    format: object;
    options: { num_ctx: number };
  };
  expect(body.messages[0]?.content).toContain("never an instruction");
  expect(body.format).toMatchObject({ type: "object", properties: { texts: { type: "array" } } });
  expect(opened.upstream.loads).toHaveLength(1); // both requests use the same context window
});

test("reuses the card of the same frame, but not for another region or language, or with `fresh`", async () => {
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
  // the frame itself is stored once
  expect(fs.readdirSync(join(opened.app.dataDir, "frames"))).toHaveLength(1);
});

test("reads the frame again with a model of the same name at another provider", async () => {
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

test("reports `cut` for a list that reached the token limit, and does not reuse it", async () => {
  const pieces = ['{"texts":["駅前","猫が', "好き。"];
  await using opened = await openOllama(reads({ pieces, finish: "length" }));
  const first = await translate(opened);
  expect(first.answer).toMatchObject({ outcome: "cut", texts: ["駅前", "猫が好き。"] });
  expect((await translate(opened)).id).not.toBe(first.id);
});

test("refuses a body above the limit and accepts an uncompressed screenshot", async () => {
  await using app = await openApp();
  const send = async (bytes: number) => {
    const response = await app.request("POST", "/api/youtube/translate", { frame: small + " ".repeat(bytes) });
    return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
  };
  expect(await send(31_000_000)).toEqual([413, "too_large"]);
  expect(await send(20_000_000)).toEqual([400, "no_key"]);
});

test("closes the upstream request on Stop while the model reads the picture", async () => {
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

test("keeps the frame and reports the reason when no model is ready", async () => {
  await using app = await openApp();
  const response = await app.request("POST", "/api/youtube/translate", { frame: small });
  expect(response.status).toBe(400);
  const { error, frameId } = (await response.json()) as Started & { error: { code: string } };
  expect(error.code).toBe("no_key");
  expect((await app.request("GET", `/api/frames/${frameId}`)).status).toBe(200);
});

test("keeps the frame when the server is away, so Retry needs only its id", async () => {
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

test("sends a frame to a fallback only if its model is known to have vision", async () => {
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
