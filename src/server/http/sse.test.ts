import { expect, spyOn, test } from "bun:test";
import { Hono } from "hono";
import type { EventRow } from "#server/db/generations.ts";
import type { Env } from "./router.ts";
import { pushResponse, sseResponse } from "./sse.ts";

test("shows that the stream lives while a model says nothing (109)", async () => {
  const said = Promise.withResolvers<void>();
  async function* follow(): AsyncGenerator<EventRow> {
    await said.promise;
    yield { seq: 1, event: '{"type":"text","text":"やっと"}' };
  }
  const app = new Hono<Env>().get("/", (c) => sseResponse(c, follow, 1));
  const reader = (await app.request("/")).body!.getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await read()).toBe(": waiting\n\n");
  expect(await read()).toBe(": waiting\n\n");
  said.resolve();
  let rest = "";
  for (let part = await read(); part !== ""; part = await read()) rest += part;
  expect(rest.replaceAll(": waiting\n\n", "")).toBe('id: 1\ndata: {"type":"text","text":"やっと"}\n\ndata: [DONE]\n\n');
});

test("ends the heartbeat and what it follows when the reader leaves", async () => {
  let left: AbortSignal | undefined;
  async function* follow(signal: AbortSignal): AsyncGenerator<EventRow> {
    left = signal;
    yield { seq: 1, event: "{}" };
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  }
  const app = new Hono<Env>().get("/", (c) => sseResponse(c, follow, 1));
  const reader = (await app.request("/")).body!.getReader();
  await reader.read();
  expect(left?.aborted).toBe(false);
  await reader.cancel();
  expect(left?.aborted).toBe(true);
});

test("ends without [DONE], and says why in the log as JSON without keys, when a stream fails", async () => {
  const written = spyOn(process.stderr, "write").mockImplementation(() => true);
  async function* follow(): AsyncGenerator<EventRow> {
    yield { seq: 1, event: "{}" };
    throw new Error("no such column, with Bearer geheim-1234");
  }
  const read = () => Promise.reject(new Error("no such column, with Bearer geheim-1234"));
  const app = new Hono<Env>()
    .get("/log", (c) => sseResponse(c, follow))
    .get("/push", (c) => pushResponse(c, { read, leave() {} }));
  try {
    expect(await (await app.request("/log")).text()).toBe("id: 1\ndata: {}\n\n");
    expect(await (await app.request("/push")).text()).toBe("");
    const lines = written.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(lines).toMatchObject([{ message: "event stream failed" }, { message: "event stream failed" }]);
    expect(JSON.stringify(lines)).not.toContain("geheim-1234");
  } finally {
    written.mockRestore();
  }
});
