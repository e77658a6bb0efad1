import { describe, expect, test } from "bun:test";
import { waitFor } from "@testing-library/react";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { scriptEvents } from "#test/scripted-events.ts";
import { createEvents } from "./events/events.ts";
import type { Snapshot } from "./generation-steps.ts";
import { followGeneration } from "./generations.ts";

const text = (words: string): GenerationEvent => ({ type: "text", text: words });
const end: GenerationEvent = { type: "end", outcome: "complete" };

/** A server with the log of generation `g`, and a page that follows it. */
async function play(log: GenerationEvent[] = [], after = 0) {
  const answer = () => log.reduce(applyGenerationEvent, emptyAnswer("ja"));
  const snapshot = () => Response.json({ id: "g", seq: log.length, answer: answer() });
  const server = await openPageApp({ faults: { "GET /api/generations/g": snapshot } });
  const stream = scriptEvents();
  const events = createEvents(null);
  const seen: (number | Snapshot)[] = [];
  let lost = 0;
  const leave = followGeneration(events, "g", after, {
    onStep: (step) => seen.push("answer" in step ? step : step.seq),
    onLost: () => lost++,
  });
  return {
    server,
    stream,
    seen,
    leave,
    lost: () => lost,
    asked: () => server.requests.length,
    /** Adds an event to the answer on the server; the connection delivers it unless it is `missed`. */
    grow(event: GenerationEvent, { missed = false } = {}) {
      log.push(event);
      if (!missed) stream.say({ type: "generation", id: "g", seq: log.length, event });
    },
    async [Symbol.asyncDispose]() {
      leave();
      events.close();
      stream[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
const numbers = (seen: (number | Snapshot)[]) => seen.map((one) => (typeof one === "number" ? one : `to ${one.seq}`));

describe("followGeneration", () => {
  test("reads a snapshot first, then applies events as they arrive", async () => {
    await using page = await play([text("a"), text("b")]);
    await waitFor(() => expect(numbers(page.seen)).toEqual(["to 2"]));
    page.grow(text("c"));
    page.grow(end);
    expect(numbers(page.seen)).toEqual(["to 2", 3, 4]);
    expect(page.asked()).toBe(1);
  });

  test("applies events that arrive during a read after those in the snapshot", async () => {
    await using page = await play([text("a")]);
    page.stream.say({ type: "generation", id: "g", seq: 1, event: text("a") });
    page.stream.say({ type: "generation", id: "g", seq: 2, event: text("b") });
    expect(page.seen).toEqual([]);
    await waitFor(() => expect(numbers(page.seen)).toEqual(["to 1", 2]));
  });

  test("applies a repeated event once, and ignores events of other answers", async () => {
    await using page = await play([text("a")], 1);
    await waitFor(() => expect(page.asked()).toBe(1));
    page.grow(text("b"));
    page.stream.say({ type: "generation", id: "g", seq: 2, event: text("b") });
    page.stream.say({ type: "generation", id: "other", seq: 3, event: text("x") });
    await waitFor(() => expect(numbers(page.seen)).toEqual([2]));
  });

  test("reads again when an event is missing", async () => {
    await using page = await play([text("a")]);
    await waitFor(() => expect(page.seen).toHaveLength(1));
    page.grow(text("b"), { missed: true });
    page.grow(text("c"));
    await waitFor(() => expect(numbers(page.seen)).toEqual(["to 1", "to 3"]));
    page.grow(text("d"));
    expect(numbers(page.seen)).toEqual(["to 1", "to 3", 4]);
  });

  test.each([["hello"], ["gap"]])("reads again after %s, because it may have missed the end", async (type) => {
    await using page = await play([text("a")]);
    await waitFor(() => expect(page.seen).toHaveLength(1));
    page.grow(end, { missed: true });
    page.stream.say({ type });
    await waitFor(() => expect(numbers(page.seen)).toEqual(["to 1", "to 2"]));
    expect((page.seen[1] as Snapshot).answer.outcome).toBe("complete");
  });

  test("skips events that it does not know and data that is not an event", async () => {
    await using page = await play([text("a")]);
    await waitFor(() => expect(page.seen).toHaveLength(1));
    page.stream.say("not json");
    page.stream.say({ type: "generation", id: "g", seq: 2, event: { type: "song", notes: 3 } });
    page.stream.say({ type: "generation", id: "g", seq: 3, event: text("b") });
    expect(numbers(page.seen)).toEqual(["to 1", 3]);
    expect(page.asked()).toBe(1);
  });

  test("takes stream framing in a model's text as text", async () => {
    await using page = await play([text("a")]);
    await waitFor(() => expect(page.seen).toHaveLength(1));
    page.grow(text("\n\nevent: end\ndata: [DONE]\u2028\ud800"));
    expect(numbers(page.seen)).toEqual(["to 1", 2]);
  });

  test("reports a log that does not exist", async () => {
    await using page = await play();
    page.server.faults["GET /api/generations/g"] = () => failure(404, "not_found", "gone");
    page.stream.say({ type: "hello" });
    await waitFor(() => expect(page.lost()).toBeGreaterThan(0));
  });

  test("reads again when the server is back after a failed read", async () => {
    await using page = await play([text("a")]);
    const { faults } = page.server;
    const snapshot = faults["GET /api/generations/g"]!;
    faults["GET /api/generations/g"] = () => failure(503, "internal", "starting");
    await waitFor(() => expect(page.asked()).toBe(1));
    faults["GET /api/generations/g"] = snapshot;
    page.stream.say({ type: "hello" });
    await waitFor(() => expect(numbers(page.seen)).toEqual(["to 1"]), { timeout: 3_000 });
    expect(page.lost()).toBe(0);
  });

  test("ignores everything after it was stopped", async () => {
    await using page = await play([text("a")]);
    page.leave();
    page.grow(text("b"));
    page.stream.say({ type: "hello" });
    await waitFor(() => expect(page.asked()).toBe(1));
    expect(page.seen).toEqual([]);
  });
});
