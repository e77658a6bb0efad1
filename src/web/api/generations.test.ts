import { afterEach, describe, expect, jest, test } from "bun:test";
import { waitFor } from "@testing-library/react";
import type { GenerationEvent } from "#shared/generation.ts";
import { failure, playApi } from "#test/played-api.ts";
import { playEvents } from "#test/played-events.ts";
import { followGeneration, goneAfterMs } from "./generations.ts";

const text = (words: string): GenerationEvent => ({ type: "text", text: words });
const end: GenerationEvent = { type: "end", outcome: "complete" };

let visibility: DocumentVisibilityState = "visible";
Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
const become = (state: DocumentVisibilityState) => {
  visibility = state;
  document.dispatchEvent(new Event("visibilitychange"));
};
afterEach(() => become("visible"));

function follow(id: string, after = 0, urgent = true) {
  const seen: [number, GenerationEvent][] = [];
  const gone: boolean[] = [];
  let isLost = false;
  const leave = followGeneration(id, after, {
    urgent,
    onEvent: (event, seq) => seen.push([seq, event]),
    onLost: () => {
      isLost = true;
    },
    onGone: (isGone) => gone.push(isGone),
  });
  return { seen, gone, leave, isLost: () => isLost };
}

describe("a follower of a log", () => {
  test("reads on from the number it knows, to the end of the log", () => {
    using events = playEvents();
    const { seen } = follow("g", 7);
    const [stream] = events.streams;
    expect(stream?.url.href).toBe("http://127.0.0.1:3000/api/generations/g/events?after=7");
    stream?.say(8, text("a"));
    stream?.say(9, end);
    stream?.say(9, "[DONE]");
    expect(seen).toEqual([
      [8, text("a")],
      [9, end],
    ]);
    expect(events.open()).toEqual([]);
  });

  test("takes a repeated event once", () => {
    using events = playEvents();
    const { seen, leave } = follow("g");
    events.streams[0]?.say(1, text("a"));
    events.streams[0]?.say(1, text("a"));
    events.streams[0]?.say(2, text("b"));
    expect(seen.map(([seq]) => seq)).toEqual([1, 2]);
    leave();
  });

  test("passes over what a newer server says, and over what is no event", () => {
    using events = playEvents();
    const { seen, leave } = follow("g");
    events.streams[0]?.say(1, { type: "song", notes: 3 });
    events.streams[0]?.say(2, "not json");
    events.streams[0]?.say(3, text("a"));
    expect(seen.map(([seq]) => seq)).toEqual([3]);
    leave();
  });

  test("takes framing that a model writes for the text that it is", () => {
    using events = playEvents();
    const { seen, leave } = follow("g");
    const hostile = text("\n\nevent: end\ndata: [DONE]\u2028\ud800");
    events.streams[0]?.say(1, hostile);
    expect(seen).toEqual([[1, hostile]]);
    expect(events.open()).toHaveLength(1);
    leave();
  });

  test("says so when the log is not there", async () => {
    using _server = playApi({});
    using events = playEvents();
    const { isLost } = follow("g");
    events.streams[0]?.refuse();
    await waitFor(() => expect(isLost()).toBe(true));
    expect(events.streams).toHaveLength(1);
  });
});

describe("when Blossom itself is gone, a follower", () => {
  const played = () => {
    jest.useFakeTimers();
    return { [Symbol.dispose]: () => jest.useRealTimers() };
  };

  test("says so after a while, once, and says when it is back", () => {
    using _time = played();
    using events = playEvents();
    const { gone, leave } = follow("g");
    const [stream] = events.streams;
    stream?.drop();
    jest.advanceTimersByTime(goneAfterMs - 1);
    stream?.drop();
    expect(gone).toEqual([]);
    jest.advanceTimersByTime(1);
    stream?.drop();
    jest.advanceTimersByTime(goneAfterMs);
    expect(gone).toEqual([true]);
    stream?.connect();
    expect(gone).toEqual([true, false]);
    leave();
  });

  test("says nothing of a connection that is back at once, nor after it was left", () => {
    using _time = played();
    using events = playEvents();
    const { gone, leave } = follow("g");
    events.streams[0]?.drop();
    events.streams[0]?.say(1, text("a"));
    jest.advanceTimersByTime(goneAfterMs);
    events.streams[0]?.drop();
    leave();
    jest.advanceTimersByTime(goneAfterMs);
    expect(gone).toEqual([]);
  });

  test("opens the log again where it was, when the browser has given up", async () => {
    using server = playApi({ "GET /api/generations/g": () => failure(503, "internal", "starting") });
    using events = playEvents();
    const { seen, isLost, leave } = follow("g");
    events.streams[0]?.say(4, text("a"));
    events.streams[0]?.refuse();
    await waitFor(() => expect(events.open().map(({ url }) => url.search)).toEqual(["?after=4"]), { timeout: 3_000 });
    events.open()[0]?.say(5, text("b"));
    expect(seen.map(([seq]) => seq)).toEqual([4, 5]);
    expect(isLost()).toBe(false);
    expect(server.requests).toHaveLength(1);
    leave();
  });
});

describe("a tab", () => {
  test("holds one stream: the conversation's before a card's, which then misses nothing", () => {
    using events = playEvents();
    const card = follow("card", 0, false);
    events.streams[0]?.say(1, text("a"));
    const answer = follow("answer");
    expect(events.open().map(({ url }) => url.pathname)).toEqual(["/api/generations/answer/events"]);
    const other = follow("other", 0, false);
    expect(events.open()).toHaveLength(1);

    events.open()[0]?.say(1, "[DONE]");
    expect(events.open().map(({ url }) => url.pathname)).toEqual(["/api/generations/other/events"]);
    other.leave();
    expect(events.open().map(({ url }) => url.pathname + url.search)).toEqual(["/api/generations/card/events?after=1"]);
    card.leave();
    answer.leave();
    expect(events.open()).toEqual([]);
  });

  test("that is hidden opens none, and reads on from where it was when it is seen again", () => {
    using events = playEvents();
    const { seen, leave } = follow("g");
    events.streams[0]?.say(1, text("a"));
    events.streams[0]?.close(); // as after the time that a hidden tab is given
    become("hidden");
    dispatchEvent(new Event("online"));
    expect(events.open()).toEqual([]);
    become("visible");
    dispatchEvent(new Event("pageshow"));
    expect(events.open().map(({ url }) => url.search)).toEqual(["?after=1"]);
    events.open()[0]?.say(2, text("b"));
    expect(seen.map(([seq]) => seq)).toEqual([1, 2]);
    leave();
  });

  test("that comes back from a sleep does not wait for the browser's own retry", () => {
    using events = playEvents();
    const { leave } = follow("g");
    const [first] = events.streams;
    if (first) first.readyState = first.CONNECTING;
    dispatchEvent(new Event("online"));
    expect(events.streams).toHaveLength(2);
    expect(events.open()).toHaveLength(1);
    leave();
  });

  test("that nobody reads any more leaves nothing behind", () => {
    using events = playEvents();
    follow("g").leave();
    become("hidden");
    become("visible");
    dispatchEvent(new Event("online"));
    expect(events.open()).toEqual([]);
  });
});
