import { anyId } from "#test/any-id.ts";
import { openApp } from "#test/open-app.ts";
import { type OpenWithUpstream, openWithUpstream } from "#test/open-with-upstream.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { subjects } from "#test/upstream/each-provider.ts";
import type { Reply, Script } from "#test/upstream/script.ts";

/** A response of the HTTP API. Placeholders replace values that differ between runs, such as ids and times. */
export type RecordedResponse = { name: string; status: number; headers: Record<string, string>; body: string };

/** The headers that a client can depend on. */
const kept = ["content-type", "cache-control", "x-accel-buffering", "content-location", "preference-applied"];

const lines = `0 I like cats.
1 cat
2 marks what is liked
3 liked
4 好き is an adjective, so it takes が.`;
const prose = "はい。\n\n**猫**が好きですね 🐈‍⬛\r\n- 一\n- 二\n";
/** Text that a careless parser would mistake for the framing of the stream. */
const framing = 'data: [DONE]\n\nid: 99\nevent: end\ndata: {"type":"end"}\n\u2028 \\ " \u0000';
/** Two by two grey pixels, as a PNG. */
const picture = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAADklEQVR4nGNoAAMGCAUAKg4GARWeQtcAAAAASUVORK5CYII=";

/** Plays every documented stream of the HTTP API against a scripted Ollama, and returns the responses. */
export async function playDocumentedStreams(): Promise<RecordedResponse[]> {
  const recorded: RecordedResponse[] = [];

  /** `reply`: the model's answer to any message, or to each task. */
  const play = async (name: string, reply: Reply | Script, steps: (player: Player) => Promise<void>) => {
    const script = typeof reply === "function" ? reply : byTask({ explain: reply, reply, question: reply });
    await using opened = await openWithUpstream(subjects[0], { script });
    const record = async (step: string, response: Response) => {
      const body = await response.text();
      recorded.push({ name: step === "" ? name : `${name}: ${step}`, ...strip(response, body) });
      return { response, body };
    };
    await steps({ ...opened, record });
  };

  await play("POST /api/chat, text only", { text: prose }, async ({ app, record }) => {
    const { response } = await record("", await app.request("POST", "/api/chat", { text: "猫", language: "ja" }));
    const log = response.headers.get("content-location") ?? "";
    await record("its log from the start", await app.request("GET", log));
    await record("its log after event 1", await app.request("GET", log, undefined, { "last-event-id": "1" }));
    await record("its log after event 1, in the query", await app.request("GET", `${log}?after=1`));
    const past = { "last-event-id": "9999" };
    await record("its log after its end", await app.request("GET", log, undefined, past));
  });

  const explain = { text: "猫が好き。", language: "ja", task: "explain" };
  await play("POST /api/chat, an explanation", { text: lines }, async ({ app, record }) => {
    await record("", await app.request("POST", "/api/chat", explain));
  });

  const few: Script = byTask({ explain: "0 I like cats." });
  await play("POST /api/chat, an incomplete explanation", few, async ({ app, upstream, record }) => {
    const { body } = await record("", await app.request("POST", "/api/chat", explain));
    const [, cardId = ""] = body.match(/"cardId":"([^"]+)"/) ?? [];
    upstream.script = byTask({ explain: "1 cat\n2 marks what is liked\n3 liked" });
    await record("POST /api/cards completes it", await app.request("POST", "/api/cards", { cards: [cardId] }));
  });

  await play(
    "POST /api/chat, a question",
    { text: `You say:\n\n猫が好き。\nI like cats.` },
    async ({ app, record }) => {
      const text = "How do I say that I like cats?";
      await record("", await app.request("POST", "/api/chat", { text, language: "ja", task: "explain" }));
    },
  );

  await play(
    "POST /api/chat, a word",
    byTask({ word: "A pet.\n\n猫が好き。\nI like cats." }),
    async ({ app, record }) => {
      await record("", await app.request("POST", "/api/chat", { text: "猫", language: "ja", task: "explain" }));
    },
  );

  const wrong = byTask({ reply: "そうですか。", correct: "昨日は寒かったです。" });
  await play("POST /api/messages/:id/answers, a correction", wrong, async ({ app, record }) => {
    const sent = await app.send("昨日は寒いでした。", { language: "ja", task: "explain" });
    await app.events(sent.generationId);
    const path = `/api/messages/${sent.messageId}/answers`;
    await record("", await app.request("POST", path, { task: "correct" }));
    await record("a reply", await app.request("POST", path, { task: "reply" }));
  });

  await play("POST /api/chat, text that looks like framing", { text: framing }, async ({ app, record }) => {
    await record("", await app.request("POST", "/api/chat", { text: "猫", language: "ja" }));
  });

  await play("POST /api/chat, respond-async", { text: prose }, async ({ app, record }) => {
    const body = { text: "猫", language: "ja" };
    const { response } = await record("", await app.request("POST", "/api/chat", body, { prefer: "respond-async" }));
    await record("its log", await app.request("GET", response.headers.get("content-location") ?? ""));
  });

  const missing = { status: 404, error: "model 'gemma3:12b' not found" };
  await play("POST /api/chat, no such model", missing, async ({ app, record }) => {
    await record("", await app.request("POST", "/api/chat", { text: "猫", language: "ja" }));
  });

  await play("POST /api/chat, no server", {}, async ({ app, upstream, record }) => {
    await upstream.close();
    await record("", await app.request("POST", "/api/chat", { text: "猫", language: "ja" }));
  });

  const begun = Promise.withResolvers<void>();
  const broken: Reply = {
    pieces: waitAfter(["はい、", "猫", "が"], begun.promise),
    errorLine: "an error was encountered",
  };
  await play("POST /api/chat, an error in the middle", broken, async ({ app, record }) => {
    const response = await app.request("POST", "/api/chat", { text: "猫", language: "ja" });
    begun.resolve(); // the status has been sent, so a later error can only be an event
    await record("", response);
  });

  const cut: Reply = { pieces: ["はい、", "猫", "が"], finish: "length" };
  await play("POST /api/chat, cut and continued", cut, async ({ app, record }) => {
    const { body } = await record("", await app.request("POST", "/api/chat", { text: "猫", language: "ja" }));
    const [, conversationId = ""] = body.match(/"conversationId":"([^"]+)"/) ?? [];
    const { messages } = await app.conversation(conversationId);
    const again = { mode: "continue" };
    await record("continued", await app.request("POST", `/api/messages/${messages[1]?.id}/retry`, again));
  });

  const silent: Reply = { pieces: ["はい、", "猫"], silentAfter: 2 };
  await play("POST /api/chat, stopped", silent, async ({ app, upstream, record }) => {
    const sent = await app.send("猫", { language: "ja" });
    await upstream.waitForRequest("/api/chat");
    const log = app.request("GET", `/api/generations/${sent.generationId}/events`);
    await waitForText(app, sent.generationId, "はい、猫");
    await record("POST stop", await app.request("POST", `/api/generations/${sent.generationId}/stop`));
    await record("its log", await log);
    await record("POST stop again", await app.request("POST", `/api/generations/${sent.generationId}/stop`));
  });

  await play("POST /api/cards", { text: lines }, async ({ app, record }) => {
    const body = { text: "猫が好き。", language: "ja" };
    await record("", await app.request("POST", "/api/cards", body));
    await record("the same again", await app.request("POST", "/api/cards", body));
  });

  const frame = { imageBase64: picture, language: "ja" };
  const reads = (texts: string[]) => byTask({ "read-picture": JSON.stringify({ texts }), explain: lines });
  await play("POST /api/youtube/translate", reads(["猫が好き。"]), async ({ app, record }) => {
    await record("", await app.request("POST", "/api/youtube/translate", frame));
  });
  await play("POST /api/youtube/translate, several texts", reads(["駅前", "猫が好き。"]), async ({ app, record }) => {
    await record("", await app.request("POST", "/api/youtube/translate", frame));
  });
  await play("POST /api/youtube/translate, no text", reads([]), async ({ app, record }) => {
    await record("", await app.request("POST", "/api/youtube/translate", frame));
  });

  await play("refused", {}, async ({ app, record }) => {
    await record("POST /api/chat without text", await app.request("POST", "/api/chat", {}));
    await record("POST /api/chat that is not JSON", await app.request("POST", "/api/chat", "{"));
    await record("POST /api/cards without text", await app.request("POST", "/api/cards", { text: " " }));
    await record(
      "POST /api/cards with text and cards",
      await app.request("POST", "/api/cards", { text: "猫", cards: ["x"] }),
    );
    await record("POST /api/cards of an unknown card", await app.request("POST", "/api/cards", { cards: ["none#0"] }));
    const check = { task: "correct" };
    await record("POST answers of an unknown message", await app.request("POST", "/api/messages/none/answers", check));
    const noPicture = { imageBase64: "bm90IGEgcGljdHVyZQ==" };
    await record("POST /api/youtube/translate", await app.request("POST", "/api/youtube/translate", noPicture));
    await record("GET of a log", await app.request("GET", "/api/generations/none/events"));
    await record("POST stop", await app.request("POST", "/api/generations/none/stop"));
  });

  await using empty = await openApp();
  const response = await empty.request("POST", "/api/chat", { text: "猫", language: "ja" });
  recorded.push({ name: "POST /api/chat, no model was chosen", ...strip(response, await response.text()) });
  return recorded;
}

type Player = OpenWithUpstream & {
  record: (step: string, response: Response) => Promise<{ response: Response; body: string }>;
};

async function* waitAfter(pieces: readonly string[], until: Promise<void>) {
  yield* pieces;
  await until;
}

async function waitForText(app: OpenWithUpstream["app"], generationId: string, wanted: string) {
  let text = "";
  for await (const { event } of app.follow(generationId)) {
    if (event.type === "text") text += event.text;
    if (text === wanted) return;
  }
}

function strip(response: Response, body: string): Omit<RecordedResponse, "name"> {
  const headers = kept.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, stripText(value)]];
  });
  return { status: response.status, headers: Object.fromEntries(headers), body: stripText(body) };
}

const stripText = (text: string) =>
  text
    .replace(anyId, "<id>")
    .replace(/127\.0\.0\.1:\d+/g, "<host>")
    .replace(/"(at|firstTokenMs|totalMs|loadMs|promptMs|tokensPerSecond)":[\d.e+]+/g, '"$1":0');
