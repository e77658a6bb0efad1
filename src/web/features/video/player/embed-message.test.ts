import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { readEmbedMessage } from "./embed-message.ts";
import { embedAddress, nextState } from "./embed-player.ts";

const read = (message: unknown) => readEmbedMessage(JSON.stringify(message));

describe("a message of the embed", () => {
  test("gives its time, duration, state, title and errors", () => {
    const videoData = { title: "朝ごはん", isLive: false, video_id: "x" };
    const info = { currentTime: 1.5, duration: 60, playerState: 2, playbackRate: 1, videoData };
    const delivered = { time: 1.5, duration: 60, state: 2, rate: 1, title: "朝ごはん", isLive: false };
    expect(read({ event: "initialDelivery", info })).toEqual({ isReady: true, ...delivered });
    expect(read({ event: "infoDelivery", info })).toEqual({ isReady: false, ...delivered });
    expect(read({ event: "onReady" })).toEqual({ isReady: true });
    expect(read({ event: "onStateChange", info: 1 })).toEqual({ isReady: false, state: 1 });
    expect(read({ event: "onError", info: 150 })).toEqual({ isReady: false, error: 150 });
    expect(read({ event: "onError", info: { errorCode: 153 } })).toEqual({ isReady: false, error: 153 });
  });

  test("keeps only fields of the right type, and no long text", () => {
    const info = {
      currentTime: "5",
      duration: null,
      playerState: {},
      videoData: { title: "x".repeat(9_000), isLive: 1 },
    };
    expect(read({ event: "infoDelivery", info })).toEqual({ isReady: false, title: "x".repeat(300) });
    expect(read({ event: "infoDelivery", info: { currentTime: 1e300 } })).toEqual({ isReady: false });
  });

  test("is nothing else", () => {
    for (const data of [null, 1, {}, "", "{", "[]", '"x"', "{}", `{"event":"x${"x".repeat(200_000)}"}`])
      expect(readEmbedMessage(data)).toBeNull();
    fc.assert(fc.property(fc.json(), (json) => (readEmbedMessage(json), true)));
  });
});

test("an error stays until the embed plays", () => {
  const failed = nextState({ name: "loading" }, { isReady: false, error: 101 });
  expect(failed).toEqual({ name: "failed", code: 101 });
  expect(nextState(failed, { isReady: true, state: -1 })).toEqual(failed);
  expect(nextState(failed, { isReady: false, state: 1 })).toEqual({ name: "playing" });
});

test("an embed that answers late is no longer blocked", () => {
  expect(nextState({ name: "blocked" }, { isReady: true })).toEqual({ name: "ready" });
});

test("the address has the start, our origin, and no captions of the embed", () => {
  expect(embedAddress("dQw4w9WgXc-", 90.7, "http://localhost:3000")).toBe(
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXc-?enablejsapi=1&playsinline=1&rel=0&iv_load_policy=3&cc_load_policy=0&start=90&origin=http%3A%2F%2Flocalhost%3A3000",
  );
});
