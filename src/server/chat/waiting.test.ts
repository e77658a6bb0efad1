import { expect, test } from "bun:test";
import type { Phase } from "#shared/answer.ts";
import type { Status } from "#shared/status.ts";
import { type OpenApp } from "#test/open-app.ts";
import { openWithUpstream } from "#test/open-with-upstream.ts";
import { type Subject, subjects } from "#test/upstream/each-provider.ts";
import type { UpstreamOptions } from "#test/upstream/start-upstream.ts";

const [ollama, , openai] = subjects;

/** Follows an answer until it has each of these phases, one after another. */
async function untilPhases(app: OpenApp, id: string, ...wanted: Phase[]): Promise<Phase[]> {
  const seen: Phase[] = [];
  for await (const { event } of app.follow(id)) {
    if (event.type !== "phase") continue;
    seen.push(event.phase);
    if (event.phase === wanted[0]) wanted.shift();
    if (wanted.length === 0) break;
  }
  return seen;
}
const phasesOf = async (app: OpenApp, id: string) =>
  (await app.events(id)).flatMap((event) => (event.type === "phase" ? [event.phase] : []));

const open = (subject: Subject, options: Partial<UpstreamOptions> = {}) =>
  openWithUpstream(subject, { loaded: [subject.model], ...options });

for (const [what, subject, options] of [
  ["Ollama", ollama, {}],
  ["llama.cpp with one slot", openai, { flavour: "llamacpp" }],
] as const) {
  test(`says that an answer waits behind our other one, then that its prompt is read, at ${what} (59)`, async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using opened = await open(subject, {
      ...options,
      script: ({ lastText }) => ({ text: "猫です。", read: (lastText === "one" ? first : second).promise }),
    });
    const { app, upstream } = opened;
    const one = await app.send("one");
    await upstream.waitForRequest(subject.path, 1);
    const two = await app.send("two");
    expect(await untilPhases(app, one.generationId, "reading")).toEqual(["reading"]);
    expect(await untilPhases(app, two.generationId, "queued")).toEqual(["queued"]);
    first.resolve();
    expect(await untilPhases(app, two.generationId, "reading")).toEqual(["queued", "reading"]);
    second.resolve();
    expect(await phasesOf(app, one.generationId)).toEqual(["reading"]);
    await app.events(two.generationId);
  });
}

test("says of neither of two answers that it waits when the server works on both at once", async () => {
  const gate = Promise.withResolvers<void>();
  await using opened = await open(openai, {
    flavour: "llamacpp",
    parallel: 2,
    script: () => ({ text: "猫です。", read: gate.promise }),
  });
  const { app } = opened;
  const both = [await app.send("one"), await app.send("two")];
  for (const { generationId } of both) expect(await untilPhases(app, generationId, "reading")).toEqual(["reading"]);
  gate.resolve();
});

test("says that a message waits while a text of several sentences is explained", async () => {
  const gate = Promise.withResolvers<void>();
  await using opened = await open(ollama, { script: () => ({ text: "猫です。", read: gate.promise }) });
  const { app, upstream } = opened;
  await app.send("猫が好きです。犬も好きです。", { task: "explain" });
  await upstream.waitForRequest(ollama.path);
  const { generationId } = await app.send("hello");
  expect(await untilPhases(app, generationId, "queued")).toEqual(["queued"]);
  expect(opened.asked()).toHaveLength(1);
  gate.resolve();
  expect((await phasesOf(app, generationId)).slice(0, 2)).toEqual(["queued", "waiting"]);
});

const stateOf = async (app: OpenApp) => (await app.json<Status>("GET", "/api/status")).responder.state;

test("shows a server as silent while an answer waits for it in vain, and as ready once it goes on", async () => {
  await using opened = await open(ollama);
  const { app, upstream } = opened;
  upstream.isHalted = true;
  const { generationId } = await app.send("hello");
  expect((await untilPhases(app, generationId, "silent")).at(-1)).toBe("silent");
  expect(await stateOf(app)).toBe("timeout");
  upstream.isHalted = false;
  await app.events(generationId);
  expect(await stateOf(app)).toBe("ready");
});
