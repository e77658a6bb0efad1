import { expect, test } from "bun:test";
import type { Moment } from "#shared/video/moment.ts";
import { findSaved, inOrder, momentAt, neighbour, spanOfFrame, spanOfLine } from "./places.ts";

const moment = (id: string, start: number, end: number, more: Partial<Moment> = {}): Moment => ({
  id,
  video: "yt-aaaaaaaaaaa",
  at: start,
  start,
  end,
  source: "cue",
  text: id,
  frame: null,
  region: null,
  outcome: "complete",
  generation: `generation of ${id}`,
  hasSound: false,
  ...more,
});
const long = moment("long", 10, 20);
const inside = moment("inside", 12, 14);
const twin = moment("twin", 12, 14);
const last = moment("last", 30, 32);
const all = inOrder([last, inside, twin, long]);

test("takes the moment that starts last where several overlap (52)", () => {
  expect([9, 11, 13, 14, 19.9, 20, 31].map((time) => momentAt(all, time)?.id ?? null)).toEqual([
    null,
    "long",
    "twin",
    "long",
    "long",
    null,
    "last",
  ]);
});

test("reaches each of several overlapping moments by steps (52)", () => {
  const walk = (step: 1 | -1, from: string) => {
    const seen: string[] = [];
    for (let shown: string | null = from; shown;) {
      seen.push(shown);
      const { start } = all.find(({ id }) => id === shown)!;
      shown = neighbour(all, { step, time: start, shown })?.id ?? null;
    }
    return seen;
  };
  expect(walk(1, "long")).toEqual(["long", "inside", "twin", "last"]);
  expect(walk(-1, "last")).toEqual(["last", "twin", "inside", "long"]);
});

test("steps from where the video is if it has left the shown moment", () => {
  expect(neighbour(all, { step: 1, time: 25, shown: "long" })?.id).toBe("last");
  expect(neighbour(all, { step: -1, time: 25, shown: "last" })?.id).toBe("twin");
  expect(neighbour(all, { step: -1, time: 2, shown: null })).toBeNull();
});

test("gives a frame a second on both sides inside the video, and at its end too", () => {
  expect(spanOfFrame(5, 10)).toEqual({ start: 4, end: 6 });
  expect(spanOfFrame(0, 10)).toEqual({ start: 0, end: 1 });
  expect(spanOfFrame(10, 10)).toEqual({ start: 9, end: 10 });
  expect(spanOfFrame(5, null)).toEqual({ start: 4, end: 6 });
  expect(spanOfFrame(0.1, 0.1)).toEqual({ start: 0, end: 0.3 });
});

test("makes the moment of a short line 0.3 s long", () => {
  expect(spanOfLine({ start: 1, end: 1.1 })).toEqual({ start: 1, end: 1.3 });
});

test("finds the saved frame one frame before or after, but not two, and not with another region (23)", () => {
  const region = { x: 0, y: 0.7, width: 1, height: 0.3 };
  const saved = [moment("frame", 9, 11, { source: "frame", at: 10, text: null, region })];
  const at = (time: number, part: Moment["region"] = region) =>
    findSaved(saved, { ...saved[0]!, at: time, region: part })?.id ?? null;
  expect([at(10), at(10 + 1 / 24), at(10 - 1 / 24), at(10 + 2 / 24)]).toEqual(["frame", "frame", "frame", null]);
  expect([at(10, null), at(10, { ...region, y: 0.6 }), at(10, { ...region, y: 0.700_01 })]).toEqual([
    null,
    null,
    "frame",
  ]);
});

test("finds the saved line whose ends were moved, and not the same words at another time (23)", () => {
  const saved = [moment("line", 8, 15, { at: 10, text: "もう少し 待って" })];
  const line = { ...saved[0]!, start: 9, end: 12, text: "もう少し\n待って" };
  expect(findSaved(saved, line)?.id).toBe("line");
  expect(findSaved(saved, { ...line, at: 60, start: 60, end: 62 })).toBeNull();
  expect(findSaved(saved, { ...line, text: "待って" })).toBeNull();
});
