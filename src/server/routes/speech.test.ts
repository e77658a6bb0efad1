import { describe, expect, test } from "bun:test";
import fs from "node:fs";
import { join } from "node:path";
import type { Contact } from "#shared/contacts.ts";
import type { ErrorCode } from "#shared/error-codes.ts";
import type { ApiError } from "#shared/errors.ts";
import type { SpeechSettings } from "#shared/speech.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { type SpeechFlavour, startSpeech } from "#test/upstream/speech.ts";

const voices = { ja: "jf_alpha", "zh-Hans": "zf_xiaobei", "zh-Hant": "zf_xiaobei", ko: "" };
const set = (app: OpenApp, more: object) => app.json<SpeechSettings>("PUT", "/api/speech/settings", more);
const say = (app: OpenApp, text = "猫が好き。", language = "ja") =>
  app.request("POST", "/api/speech", { text, language });
const errorOf = async (response: Response) => ((await response.json()) as { error: ApiError }).error;
const sounds = (app: OpenApp) => {
  const folder = join(app.dataDir, "sounds");
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};

describe("a speech server", () => {
  test("speaks a text with the voice of its language, and keeps the sound", async () => {
    await using speech = await startSpeech();
    await using app = await openApp();
    await set(app, { url: `${speech.url}/v1`, model: "kokoro", voices });
    const response = await say(app);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("audio/mpeg");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(speech.sound("猫が好き。"));
    expect(speech.requests).toEqual([
      {
        body: { model: "kokoro", input: "猫が好き。", voice: "jf_alpha", response_format: "mp3" },
        authorization: undefined,
      },
    ]);
    // the second time nothing is sent, also while the server is away
    expect(Buffer.from(await (await say(app)).arrayBuffer())).toEqual(speech.sound("猫が好き。"));
    expect(speech.requests).toHaveLength(1);
    expect(sounds(app)).toEqual([expect.stringMatching(/^[\da-f]{64}\.mp3$/)]);
    // each of these makes another sound
    await set(app, { voices: { ...voices, ja: "af_heart" } });
    await say(app);
    await set(app, { model: "tts-1" });
    await say(app);
    await say(app, "犬");
    expect(speech.requests).toHaveLength(4);
  });

  test("is listed under Privacy with its own purpose, once for each request", async () => {
    await using speech = await startSpeech();
    await using app = await openApp();
    await set(app, { url: speech.url, model: "kokoro" });
    await say(app);
    await say(app);
    const { contacts } = await app.json<{ contacts: Contact[] }>("GET", "/api/contacts");
    expect(contacts).toMatchObject([
      { host: new URL(speech.url).host, purpose: "speech", goesTo: "computer", relayed: false, count: 1 },
    ]);
  });

  test.each([
    ["", "/v1"],
    ["/", "/v1"],
    ["/v1", "/v1"],
    ["/v1/audio/speech", "/v1"],
    ["/v1/audio/speech/", "/v1"],
  ])("is found when the learner enters its address with %p", async (typed, path) => {
    await using speech = await startSpeech();
    await using app = await openApp();
    expect((await set(app, { url: speech.url + typed, model: "kokoro" })).url).toBe(speech.url + path);
    expect((await say(app)).status).toBe(200);
  });

  test("keeps the type of a sound in another format", async () => {
    await using speech = await startSpeech("wav");
    await using app = await openApp();
    await set(app, { url: speech.url, model: "kokoro" });
    expect((await say(app)).headers.get("content-type")).toBe("audio/wav");
    expect((await say(app)).headers.get("content-type")).toBe("audio/wav");
    expect(speech.requests).toHaveLength(1);
  });
});

describe("an error", () => {
  test.each<[string, SpeechFlavour, object, ErrorCode, RegExp]>([
    [
      "names the model that the server lacks",
      "kokoro",
      { model: "nope" },
      "model_not_found",
      /Unsupported model: nope/,
    ],
    ["names the model, as OpenAI does", "openai", { model: "nope" }, "model_not_found", /`nope` does not exist/],
    [
      "names the voice and those that exist",
      "kokoro",
      { model: "kokoro", voices: { ...voices, ja: "ballad" } },
      "unsupported",
      /Voice 'ballad' not found\. Available voices: af_heart/,
    ],
    ["says that a web page is no speech server", "page", { model: "kokoro" }, "wrong_endpoint", /web page/],
    [
      "does not keep a proxy's page, sent without a type, as a sound",
      "untyped",
      { model: "kokoro" },
      "server",
      /502 Bad Gateway/,
    ],
    ["is seen behind status 200", "json-200", { model: "kokoro" }, "model_not_found", /does not exist/],
    ["says that the sound was empty", "silent", { model: "kokoro" }, "invalid_output", /empty sound/],
    ["says that the sound broke off", "cut", { model: "kokoro" }, "incomplete", /broke off/],
  ])("%s", async (_, flavour, settings, code, message) => {
    await using speech = await startSpeech(flavour);
    await using app = await openApp();
    const key = flavour === "openai" ? "sk-speech-test" : "";
    await set(app, { url: speech.url, ...settings });
    await app.json("PUT", "/api/speech/key", { key });
    const response = await say(app);
    const error = await errorOf(response);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(sounds(app)).toEqual([]);
  });

  test("says that nothing is set up, and that the server is away", async () => {
    await using app = await openApp();
    expect(await errorOf(await say(app))).toMatchObject({ code: "no_model" });
    await set(app, { url: "http://127.0.0.1:9", model: "kokoro" });
    expect(await errorOf(await say(app))).toMatchObject({ code: "connect" });
  });

  test.each([
    ["http://169.254.169.254/", "bad_url"],
    ["http://[fd00:ec2::254]/", "bad_url"],
    ["file:///etc/passwd", "bad_url"],
    ["http://user:secret@127.0.0.1:8880", "bad_url"],
  ])("refuses the address %s", async (url, code) => {
    await using app = await openApp();
    const response = await app.request("PUT", "/api/speech/settings", { url });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).code).toBe(code as ErrorCode);
  });
});

describe("consent", () => {
  test("is needed for a server that is not on this computer, and ends with a new address", async () => {
    await using app = await openApp();
    const remote = { url: "https://speech.example.org/v1", model: "tts-1" };
    expect(await set(app, remote)).toMatchObject({ goesTo: "cloud", allowRemote: false });
    expect(await errorOf(await say(app))).toMatchObject({
      code: "consent_needed",
      message: expect.stringContaining("speech.example.org"),
    });
    expect((await app.json<{ contacts: Contact[] }>("GET", "/api/contacts")).contacts).toEqual([]);
    expect(await set(app, { allowRemote: true })).toMatchObject({ allowRemote: true });
    expect(await set(app, { model: "tts-1-hd" })).toMatchObject({ allowRemote: true });
    expect(await set(app, { url: "https://other.example.org/v1" })).toMatchObject({ allowRemote: false });
  });

  test("is needed for a server on the network", async () => {
    await using app = await openApp();
    expect(await set(app, { url: "http://192.168.1.20:8880" })).toMatchObject({ goesTo: "network" });
    expect(await errorOf(await say(app))).toMatchObject({ code: "consent_needed" });
  });
});

describe("the key", () => {
  test("is sent to its own address alone, is never shown, and is masked in errors", async () => {
    await using speech = await startSpeech("openai");
    await using other = await startSpeech("openai");
    await using app = await openApp();
    await set(app, { url: speech.url, model: "tts-1", voices: { ...voices, ja: "alloy" } });
    const saved = await app.json<SpeechSettings>("PUT", "/api/speech/key", { key: "sk-speech-test" });
    expect(saved.key).toMatchObject({ set: true, preview: "…test" });
    expect(JSON.stringify(saved)).not.toContain("sk-speech");
    expect((await say(app)).status).toBe(200);
    expect(speech.requests[0]?.authorization).toBe("Bearer sk-speech-test");
    expect(fs.statSync(join(app.dataDir, "secrets.json")).mode & 0o077).toBe(0);
    expect((await set(app, { url: other.url })).key).toMatchObject({ set: false });
    expect(await errorOf(await say(app, "犬"))).toMatchObject({ code: "auth" });
    expect(other.requests[0]?.authorization).toBeUndefined();
  });

  test("does not cross the internet unencrypted, and needs an address", async () => {
    await using app = await openApp();
    const put = () => app.request("PUT", "/api/speech/key", { key: "sk-speech-test" });
    expect(await errorOf(await put())).toMatchObject({ code: "invalid_request" });
    await set(app, { url: "http://speech.example.org" });
    expect(await errorOf(await put())).toMatchObject({ code: "consent_needed" });
  });
});

test("keeps no sound of anything after a conversation is deleted for good", async () => {
  await using speech = await startSpeech();
  await using app = await openApp();
  await set(app, { url: speech.url, model: "kokoro" });
  const { conversationId } = await app.send("猫が好き。");
  await say(app);
  expect(sounds(app)).toHaveLength(1);
  await app.json("DELETE", `/api/conversations/${conversationId}`);
  expect(sounds(app)).toHaveLength(1); // it can be restored
  await app.json("DELETE", `/api/bin/${conversationId}`);
  expect(sounds(app)).toEqual([]);
});
