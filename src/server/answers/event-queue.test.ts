import { expect, test } from "bun:test";
import type { GenerationEvent } from "#shared/generation.ts";
import { queueEvents } from "./event-queue.ts";

const text = (piece: string): GenerationEvent => ({ type: "text", text: piece });
const thinking: GenerationEvent = { type: "phase", phase: "thinking", at: 1 };

async function readAll(queue: AsyncGenerator<GenerationEvent, string>) {
  const events: GenerationEvent[] = [];
  for (;;) {
    const { done, value } = await queue.next();
    if (done) return { events, result: value };
    events.push(value);
  }
}

test("passes on the first piece at once, and the rest of that turn of the event loop as one event, in order with other events", async () => {
  const first = Promise.withResolvers<void>();
  const queue = queueEvents(async (push) => {
    push(text("日"));
    await first.promise;
    for (const piece of ["本", "に"]) push(text(piece));
    push(thinking);
    push(text("行く"));
    return "done";
  });
  expect(await queue.next()).toEqual({ done: false, value: text("日") });
  first.resolve();
  expect(await readAll(queue)).toEqual({ events: [text("本に"), thinking, text("行く")], result: "done" });
});

test("hands on what has come while more is still awaited", async () => {
  const more = Promise.withResolvers<void>();
  const queue = queueEvents(async (push) => {
    push(text("日本"));
    await more.promise;
    push(text("に"));
    return "done";
  });
  expect(await queue.next()).toEqual({ done: false, value: text("日本") });
  more.resolve();
  expect(await readAll(queue)).toEqual({ events: [text("に")], result: "done" });
});

test("hands on what came before a failure, and then the failure", async () => {
  const queue = queueEvents(async (push) => {
    push(text("日本"));
    throw new Error("broken");
  });
  expect(await queue.next()).toEqual({ done: false, value: text("日本") });
  await expect(queue.next()).rejects.toThrow("broken");
});
