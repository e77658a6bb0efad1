import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

type Body = { model: string; messages: { role: string; content: string }[]; options: { num_predict: number } };

const isTitle = ({ system }: ChatRequest) => system.startsWith("You write a title");
const isCheck = ({ system }: ChatRequest) => system.startsWith("You correct");
/** The requests before the title of a conversation: its answer and the check of the learner's sentence. */
const before = 2;
const titles = ({ requests }: Upstream) =>
  requests.filter(({ path, body }) => path === "/api/chat" && JSON.stringify(body).includes("You write a title"));
const bodies = (upstream: Upstream) => titles(upstream).map(({ body }) => body as Body);
const lastText = ({ messages }: Body) => messages.at(-1)?.content;

/** An app before an Ollama that answers はい and gives titles as `title` says. */
function open(
  title: (request: ChatRequest, index: number) => Reply | Promise<Reply>,
  answer: Reply = { text: "はい。" },
) {
  let made = 0;
  return openWithOllama({
    models: ["gemma3:12b", "gemma3:4b"],
    script: (request) => (isTitle(request) ? title(request, made++) : isCheck(request) ? { text: "OK" } : answer),
    parallel: 4,
  });
}

async function talk(app: OpenApp, text: string, more: object = {}): Promise<string> {
  const { generationId, conversationId } = await app.send(text, more);
  await app.events(generationId);
  return conversationId!;
}

const titleOf = async (app: OpenApp, id: string) =>
  (await app.json<{ title: string }>("POST", `/api/conversations/${id}/title`, {})).title;

test("asks for a title with the learner's first message alone, and 40 tokens", async () => {
  await using opened = await open(() => ({ text: "猫の話" }));
  const { app, upstream } = opened;
  const id = await talk(app, "猫が好き。");
  expect(await titleOf(app, id)).toBe("猫の話");
  const [body] = bodies(upstream);
  expect(body && lastText(body)).toBe("猫が好き。");
  expect(body?.options.num_predict).toBe(40);
  expect(titles(upstream)).toHaveLength(1);
});

test("closes the request when the title's line is complete", async () => {
  const { promise: never } = Promise.withResolvers<void>();
  async function* endless() {
    yield "「猫の話」\n";
    await never;
  }
  await using opened = await open(() => ({ pieces: endless() }));
  const id = await talk(opened.app, "猫が好き。");
  expect(await titleOf(opened.app, id)).toBe("猫の話");
  expect(await titles(opened.upstream)[0]?.closed).toBe("client");
});

test("uses the first words when the answer has no title, and does not ask this model again", async () => {
  await using opened = await open(() => ({ text: "Two to six words that say what it is about." }));
  const { app, upstream } = opened;
  const id = await talk(app, "猫が好き。");
  expect(await titleOf(app, id)).toBe("猫が好き。");
  await talk(app, "犬も好き。", { conversationId: id });
  expect(await titleOf(app, id)).toBe("猫が好き。");
  expect(titles(upstream)).toHaveLength(1);
  expect((await app.conversation(id)).conversation.titled).toBe(false);
});

test("takes no title from an answer that was cut off in the middle of its line", async () => {
  await using opened = await open(() => ({ text: "猫の話です", finish: "length" }));
  const id = await talk(opened.app, "猫が好き。");
  expect(await titleOf(opened.app, id)).toBe("猫が好き。");
});

test("makes one title at a time on a server", async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const hold = Promise.withResolvers<void>();
  await using opened = await open(
    (_request, index) => ({ text: `猫の話${"一二三"[index]}`, ready: gates[index]!.promise }),
    { text: "はい。", ready: hold.promise },
  );
  const { app, upstream } = opened;
  const sent = await Promise.all(["猫です。", "犬です。", "鳥です。"].map((text) => app.send(text)));
  hold.resolve();
  await Promise.all(sent.map(({ generationId }) => app.events(generationId)));
  const all = Promise.all(sent.map(({ conversationId }) => titleOf(app, conversationId!)));
  for (const [index, gate] of gates.entries()) {
    await upstream.waitForRequest("/api/chat", 3 * before + index + 1);
    expect(titles(upstream)).toHaveLength(index + 1);
    gate.resolve();
  }
  expect((await all).toSorted()).toEqual(["猫の話一", "猫の話三", "猫の話二"]);
});

test("breaks a title off when an answer starts, and asks for it after that answer", async () => {
  const { promise: never } = Promise.withResolvers<void>();
  await using opened = await open((_request, index) => ({ text: "猫の話", ...(index === 0 && { ready: never }) }));
  const { app, upstream } = opened;
  const id = await talk(app, "猫が好き。");
  const first = await upstream.waitForRequest("/api/chat", before + 1);
  await talk(app, "犬です。");
  expect(await first.closed).toBe("client");
  expect(await titleOf(app, id)).toBe("猫の話");
});

test("asks for no title after Stop, neither of that conversation nor of one that waits", async () => {
  const { promise: never } = Promise.withResolvers<void>();
  const answer: Reply = { text: "はい。" };
  await using opened = await open(() => ({ text: "猫の話", ready: never }), answer);
  const { app, upstream } = opened;
  const waiting = await talk(app, "猫が好き。");
  await upstream.waitForRequest("/api/chat", before + 1); // its title
  answer.ready = never;
  const stopped: Started = await app.send("犬です。");
  await upstream.waitForRequest("/api/chat", before + 2);
  await app.json("POST", `/api/generations/${stopped.generationId}/stop`, {});
  expect(await titleOf(app, stopped.conversationId!)).toBe("犬です。");
  expect((await app.conversation(waiting)).conversation).toMatchObject({ title: "猫が好き。", titled: false });
  expect(titles(upstream)).toHaveLength(1);
});

test("asks the model that is chosen when its turn comes, not the one that was chosen before", async () => {
  const { promise: never } = Promise.withResolvers<void>();
  await using opened = await open((_request, index) => ({ text: "猫の話", ...(index === 0 && { ready: never }) }));
  const { app, upstream } = opened;
  const id = await talk(app, "猫が好き。");
  await upstream.waitForRequest("/api/chat", before + 1);
  await app.json("PUT", "/api/llm/settings", { chatModel: "gemma3:4b" });
  await talk(app, "犬です。");
  expect(await titleOf(app, id)).toBe("猫の話");
  const asked = bodies(upstream).filter((body) => lastText(body) === "猫が好き。");
  expect(asked.map(({ model }) => model)).toEqual(["gemma3:12b", "gemma3:4b"]);
});

test("asks the model that answers when the server does not list the title model", async () => {
  await using opened = await open(() => ({ text: "猫の話" }));
  const { app, upstream } = opened;
  await app.json("GET", "/api/llm/models?provider=ollama");
  await app.json("PUT", "/api/llm/settings", { titleModel: "claude-haiku-5-5" });
  expect(await titleOf(app, await talk(app, "猫が好き。"))).toBe("猫の話");
  expect(bodies(upstream).map(({ model }) => model)).toEqual(["gemma3:12b"]);
});

test("gives a model that always thinks more room", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    models: [{ name: "gemma3:12b", capabilities: ["completion", "thinking"] }],
    script: (request) => ({ text: isTitle(request) ? "猫の話" : "はい。" }),
  });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  await app.json("GET", "/api/llm/models?provider=ollama");
  expect(await titleOf(app, await talk(app, "猫が好き。"))).toBe("猫の話");
  expect(bodies(upstream)[0]?.options.num_predict).toBe(40 + 1_024);
});

test("makes titles although the server is never idle", async () => {
  const { promise: never } = Promise.withResolvers<void>();
  const upstream = await startUpstream({
    protocol: "ollama",
    parallel: 4,
    script: (request) =>
      isTitle(request)
        ? { text: "猫の話" }
        : { text: "はい。", ...(request.lastText.includes("犬") && { ready: never }) },
  });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url }, config: { titlePatienceMs: 1 } });
  await app.send("犬です。", { task: "reply" }); // never ends
  const ids = [await talk(app, "猫が好き。"), await talk(app, "猫は好き？")];
  expect(await Promise.all(ids.map((id) => titleOf(app, id)))).toEqual(["猫の話", "猫の話"]);
  await upstream.close();
});

test("keeps a thought out of the title when it has only a closing tag", async () => {
  const thoughts = ["The user wants a title.\nLet me think.\n", "hm ", "猫が好きだと言っている "];
  for (const thought of thoughts) {
    await using opened = await open(() => ({ text: `${thought}</think>\n\n猫の話` }));
    const id = await talk(opened.app, "猫が好き。");
    expect(await titleOf(opened.app, id)).toBe("猫の話");
  }
});
